export const LINE_TO_SIGN = 'a line to sign';
export const CLOSING = 'the end of a message';

/** First cells of rows that are not people, in lists from any source, with their names in the preview. */
const NOT_PEOPLE: [pattern: RegExp, what: string][] = [
  [
    /^(formateurs?|formatrice|animat(eur|rice)|formador(es|a)?|ponentes?|dozent(in)?|referent(in)?|kursleit(er|erin|ung)|lieu|ort|lugar|datum|fecha|instructors?|presenters?|facilitators?|trainers?|hosts?|organi[sz]ers?|speakers?|course|event|session|workshop|title|topic|date|dates|time|location|place|room|hours|contact|provider)( name)?\s*:/i,
    'a note',
  ],
  [
    /_{4,}|^(signature|signed( by)?|approved by|verified by|submitted by|firma|unterschrift)\s*:|^(i|we) (hereby )?(certify|attest|confirm)\b/i,
    LINE_TO_SIGN,
  ],
  [/^(hi|hello|hey|dear|good (morning|afternoon|evening)|hola|bonjour|hallo)\b.{0,60}[,:!–—-]$/i, 'a greeting'],
  [
    /^((many |with )?thanks|thank you|best|(best|kind|warm) (regards|wishes)|regards|sincerely|cheers|gracias|merci|danke)( (so much|again|all|in advance))?\s*[,.!]+$|^sent from my\b.{0,40}$/i,
    CLOSING,
  ],
  [
    /^(from|sent|to|cc|subject|von|gesendet|an|betreff|de|enviado|para|asunto|objet|envoy[eé])\s*:\s/i,
    'the head of a message',
  ],
  [/^\p{L}[\p{L}'’(),.–—-]*(\s+\S+){2,20}:$/u, 'a title'],
  [/^(grand |sub-?)?total\b[\p{L}\s()#-]{0,40}[:=]?\s*[\d.,]+$/iu, 'a total'],
  [
    /^(grand |sub-?)?total(s|es|e)?\b(\s+(number|of|attendees|participants|registrants|people|count|counts|hours|pdus|records|users|students|learners|rows|members|guests|unique|viewers|general|g[eé]n[eé]ral|de|des|asistentes|participantes|personas|registered|checked in|present|attended))*\s*[:=]?\s*[\d.,]*\s*$/i,
    'a total',
  ],
  [
    /^(gesamt|gesamtzahl|summe|sum|count|anzahl|average|overall average|mean|median|promedio|moyenne|durchschnitt|number of (attendees|participants|people|rows))\s*[:=]?\s*[\d.,]*\s*(\w+)?$/i,
    'a total',
  ],
  // Below each group of a spreadsheet: "Redfern, Ana Total".
  [/^\S.{1,80}\s(sub)?total\s*:?$/i, 'a total'],
  [/^(attendees|participants|registrants|students|records|people)\s*[:=]\s*\d+\s*$/i, 'a total'],
  [/^(currently )?in (this|the) (meeting|call|lobby)( \(\d+\))?$/i, 'a title'],
  [
    /^\(?\d+\s+(attendees?|participants?|registrants?|people|records?|rows?|students?|users?|guests?|teachers?|educators?|staff|names?|members?|total|present|absent)( (total|attended|registered|found|selected|affected|in all))?\.?\)?$/i,
    'a total',
  ],
  [
    /^(printed|generated|exported|downloaded|created|last updated|updated|as of|report (run|generated|created|date|exported)|run (on|date)|data as of|prepared by|page \d+( of \d+)?|end of (report|list|file)|powered by|confidential|copyright|©|impreso|generado|imprim[eé]|g[eé]n[eé]r[eé]|gedruckt|erstellt)\b.{0,120}$/i,
    'a note',
  ],
  [
    /^(absent|absences|no[- ]?shows?|excused|cancell?ed|missing|did not attend|not present|not here|regrets)\s*:\s*\S/i,
    'people who did not attend',
  ],
  [/^(vacant( position)?|open position|unfilled|tb[ad]|to be (hired|announced|determined))$/i, 'an open position'],
  // The guests of an event in a calendar.
  [/^\d+ (yes|no|maybe|awaiting|going|invited|accepted|declined)\b(, \d+ [a-z]+)*$/i, 'a total'],
  // What a star behind a name means.
  [/^[*†‡]+\s*\p{Ll}\p{L}*( \S+){2,}$/u, 'a note'],
  [/^https?:\/\/\S+$/i, 'a note'],
  [
    /^\*{2,}|^[-=_]{3,}|^(notes?|legend|key|source)\s*:|^\p{L}{1,3}\s*=\s*\p{L}|^\p{L}{1,12}\s*=\s*[\d.,]+$/iu,
    'a note',
  ],
  [
    /^(points possible|possible points|student,\s*test|test,\s*student|test student|student test|sample row|example row|open-ended response|response|date|points|max points|due date|class average)$/i,
    'a template row',
  ],
];

/** Returns what a row is if it is not a person; null when it may be one. */
export function whatElse(firstCell: string, own: RegExp | undefined): string | null {
  const text = firstCell.trim();
  if (own?.test(text)) return 'a template row';
  return NOT_PEOPLE.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Titles between the people of a list, alone in their row. */
const GROUP =
  /:$|\b(schools?|elementary|middle|district|academy|college|university|department|building|campus|escuela|colegio|[eé]cole|coll[eè]ge|lyc[eé]e|\p{L}*schule|gymnasium)\b|^(absent|absences|present|attended|attendees|waitlist(ed)?|no[- ]?shows?|did not attend|cancell?ed|declined|withdrawn|registered|not attending|others invited|day \d+|session \d+|group \w+|table \d+|room \w+)$/iu;
/** What people, hours and places of a list are called above them, alone in a row of a list with several columns. */
const SECTION =
  /^((early |late )?(morning|afternoon|evening|breakfast|lunch|dinner|break)( (session|break|group))?\b[^\p{L}]{0,30}|[ap]\.?m\.?|(in|on)[ -]?(person|line|site)|virtual|remote|zoom|hybrid|walk[ -]?ins?|(mon|tues|wednes|thurs|fri|satur|sun)day\b.{0,30}|(certified |classified |support )?(teachers?|educators?|staff|paras?|paraprofessionals?|paraeducators?|administrators?|administration|principals?|counselors?|librarians?|specialists?|coaches|aides|assistants|nurses|secretaries|custodians|substitutes|guests|speakers|presenters|vendors|volunteers|new hires|others?))( (attendees?|participants?|staff|educators|personnel|members))?\s*:?$/iu;

/** Returns whether a cell is such a title. */
export const isSection = (text: string) => text.length <= 80 && SECTION.test(text.trim());

/** Titles above people who did not come. */
const NOT_THERE =
  /^(absent|absences|wait ?list(ed)?|no[- ]?shows?|did(n.t| not) (attend|come)|cancell?ed|cancellations|declined|withdrawn|not (attending|going|coming)|can.?t (go|come|attend|make it)|unable to attend|others invited|maybe|tentative|awaiting( reply)?|no (reply|response)|not replied|regrets|missing)(\s*\(\d+\))?\s*:?$/i;

/** Returns whether the only cell of a row is the title of a group of people. */
export const isGroupTitle = (text: string) => GROUP.test(text.replace(/\([^()]*\)/g, ' ').trim());
/** Returns whether a cell says what the people below it did, which is never a name. */
export const isTitleOfStatus = (text: string) =>
  /^(attended|present|registered|absences|not present)( today)?(\s*\(\d+\))?\s*:?$|^(going|attending|coming|yes|accepted|confirmed|checked in|attendees|guests|invited)(\s*\(\d+\))\s*:?$/i.test(
    text.trim(),
  ) || isTitleOfAbsent(text);
/** "These staff were there in the morning only:" */
const IN_PART = /\b(only|part|partial|partially|half|early|late|missed|not|did ?n.t|absent)\b.{0,40}:$/i;
export const isTitleOfAbsent = (text: string) => NOT_THERE.test(text.trim()) || IN_PART.test(text.trim());

const HOST_ROLE =
  /^(meeting organi[sz]er|host|co-?host|alternative host|organi[sz]er|co-?organi[sz]er|panelist|speaker|instructor|facilitator|moderator|anfitri[oó]n|organisateur|organisatrice|organizador|organizadora|coorganizador|organisator|mitorganisator|gastgeber|veranstalter|organizzatore|organizator|szervezo|gastheer)\b|^(co-?|med-?)?(arrang[oö]r|arrangør|organis?at[oö]r|szervező|järjestäjä|開催者|主催者|组织者|主持人|이끌이|주최자|организатор)/i;

/**
 * Returns whether a role belongs to a person who ran the meeting. In Teams, anybody in the organization can be a
 * presenter.
 */
export const isHostRole = (role: string) => HOST_ROLE.test(role.trim());

const DEVICE =
  /^((\S+['’]s?\s+)?(i ?phone|i ?pad|android|galaxy|samsung|sm-\w+|pixel|moto|macbook|imac|laptop|desktop|chromebook|surface|huawei|xiaomi|tablet)\b[\w\s()'’.+-]{0,24}|phone|zoom rooms?\b.{0,20}|(neat|poly|logitech|owl labs|meeting owl|crestron|cisco)\b.{0,24}|zoom user|user\s*\d*|guest\s*\d*|anonymous( user| guest| attendee)?|unknown( user| caller)?|call[- ]?in user.*|dial[- ]?in.*|phone user.*|telephone|conference room.*|meeting room.*|(class)?room\s*#?\s*\w{0,2}\d+\w?|host|admin|owner|presenter)$/i;
/** A room has an address of its own, and is no person all the same. */
const ROOM =
  /^(zoom|conference|meeting) rooms?\b.{0,24}$|^test (user|account|person|attendee|teacher|participant|student|test)$/i;
const RECORDER =
  /\b(note ?taker|meeting notes|ai (companion|assistant|notes?|bot)|otter\.?ai|otterpilot|fireflies(\.ai)?|read\.?ai|fathom|tl;?dv|meetgeek|avoma|sembly|supernormal|copilot|recording bot|transcriber)\b/i;

/** A role in place of a name, which has the address of the account that ran the meeting. */
export const isOnlyRole = (name: string) => /^(co-?)?(host|organi[sz]er|presenter|admin|owner)$/i.test(name.trim());

/** What people are at an event besides attendees, in a column of ticket types or groups. */
export const isOtherType = (type: string) =>
  /^(speakers?|presenters?|panelists?|moderators?|facilitators?|instructors?|exhibitors?|sponsors?|vendors?|event staff|organi[sz]ers?|volunteers?)( (pass|ticket|badge|registration))?$/i.test(
    type.trim(),
  );

/** Somebody's guest, without a name of their own. */
export const isUnnamedGuest = (name: string) => /^((a )?guest|plus one|\+1) (of|for|with)\b/i.test(name.trim());

export const isRoom = (name: string) => ROOM.test(name.trim());

/** Returns whether a name belongs to a device or a program, as meetings list them. */
export const isDevice = (name: string) => DEVICE.test(name.trim()) || RECORDER.test(name);
