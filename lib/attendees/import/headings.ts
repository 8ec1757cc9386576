import { searchable } from '@/lib/platform/text';
import { type ColumnKind, type HeadingMeaning, KNOWN, OTHER } from './heading-words';

export { COLUMN_KINDS, type ColumnKind, type HeadingMeaning } from './heading-words';

/** Lines above the people that look like headings but describe the meeting. */
const OF_THE_MEETING =
  /^(meetingid|webinarid|meetingtopic|topic|actualstarttime|actualduration|actualdurationminutes|uniqueviewers|totalusers|maxconcurrentviews|registered|cancelled|canceled|meetingtitle|meetingstarttime|meetingduration|hostname|hostemail|idderreunion|idreunion|iddereunion|thema|tema|sujet|besprechungsid|meetingkennung)$/;

/** Who ran the meeting, in lines above the people: "Host email", "Nombre del anfitrión". */
const OF_THE_HOST =
  /\b(hosts?|anfitrion|anfitriao|l?hote|gastgeber|gastgebers|ospitante|organi[sz]er|organisateur|organizador)\b/;

/** Columns about somebody other than the attendee. */
const OF_OTHERS =
  /^(buyer|purchaser|payer|payee|paid|billing|bill to|invoice|host|organi[sz]er|order|ordered by|instructor|trainer|presenter|speaker|panelist|moderator|facilitator|emergency|parent|guardian|supervisor|principal|manager|admin|administrator|sender|booker|booking|referr?(er|ed|al)|event|meeting|session|course|class|webinar|quiz|assignment|file|ticket type|plus one|bringing|comprador|acheteur|acquirente|kaufer|besteller|anfitrion|organisateur|organizador|veranstalter|gastgeber|curso|cours|kurs)\b/;

/** Words before a heading that do not change its meaning. */
const BEFORE =
  /^((the|is|was|has|your|please|enter|what is|what s|whats|provide|type|write|print|ticket|attendee|attendees|participant|participants|registrant|student|learner|user|delegate|guest|educator|teacher|staff|member|employee|current|primary|main|legal|contact|registered|registration|respondent|invitee|del|de la|de|du|des|asistente|participante|teilnehmer|tu|su|votre|ihr|ihre)\s+)+/;

/** What longer headings ask for, such as the questions of a form; the first match counts. */
const ASKED: [pattern: RegExp, kind: ColumnKind | null][] = [
  [/\b(social security|ssn)\b/, null],
  [/^(phone|telephone|cell)( number)? or e ?mail\b/, 'email'],
  // What a person wants or plans.
  [
    /\b(do|will|would|are|can) you (\w+ )?(want|need|like|plan|planning|attend|attending|interested|seeking|seek|request|requesting|hope|wish)\b/,
    null,
  ],
  // What a person did at another time, or what an event offers.
  [
    /\b(per|a|each|every) (day|week|month|year)\b|\b(before|previous|previously|in the past|last year|ever)\b|\bopt (in|out)\b/,
    null,
  ],
  [/\b(hours|pdus|units|credits)\b.*\b(available|possible|offered|remaining|needed|required|missed)\b/, null],
  [
    /\bname of (the |your )?(activity|course|event|session|workshop|training|class|presenter|instructor|speaker|principal|supervisor)\b/,
    null,
  ],
  [/\bdriver s? ?licen[sc]e\b/, null],
  [
    /\b(phone|telephone|mailing address|street|grade level|grades?|title|position|subject|comments?|date of|birth|password|zip|county)\b/,
    null,
  ],
  [/\b(e ?mail|correo|courriel)\b/, 'email'],
  [/\b(folio|seid|educator (number|no|id)|licen[sc]e (number|no))\b/, 'educatorNumber'],
  [
    /\b(first|given)\b.*\b(last|family|surname)\b|\b(last|family|surname)\b.*\b(first|given)\b|\bfull name\b|\bname\b.*\bcertificate\b/,
    'name',
  ],
  [/\bfirst name\b/, 'firstName'],
  [/\bmiddle (name|initial)\b/, 'middleName'],
  [/\b(last|family) name\b|\bsurname\b/, 'lastName'],
  [
    /\b(school|district|organi[sz]ation|where do you (work|teach)|employer|escuela|centro|colegio|institucion|donde trabaja|ecole|etablissement|schule|einrichtung)\b/,
    'school',
  ],
  [
    /\b(cuantas|numero de) horas\b|\b(combien|nombre) d ?heures\b|\bwie viele stunden\b|\banzahl (der )?stunden\b|\bquantas horas\b|^(of|no of) (hours|pdus|units)\b/,
    'units',
  ],
  [
    /\b(how many|number of|total) (\w+ )?(hours|pdus|units)\b|\b(hours|pdus|renewal units)\b.*\b(earned|attended|completed)\b/,
    'units',
  ],
  [/\bconfirm\w* (your |my |their )?(attendance|participation)\b/, 'completed'],
  // "Which days did you attend?"
  [/^(which|what|when|where|why)\b.*\b(did|do|have|will) (you|they)\b/, null],
  [
    /\b(did|have) (you|they) (\w+ )?(attend|complete|finish|stay|participate)|\b(asistio|asististe|completaste)\b|\bavez vous\b.*\b(assiste|suivi|termine|complete|participe)|\b(were|are) (you|they) (\w+ )?(present|there|in attendance)\b|\b(do|can) you (\w+ )?(confirm|certify|attest|verify|affirm) (that )?you (have )?(\w+ )?(attended|completed|finished|participated)\b|\bhaben sie\b.*\b(teilgenommen|abgeschlossen|besucht|absolviert)\b|^(usted )?(completo|termino|finalizo) (el|la|los|las|todo|toda)\b|\bi (have )?(fully )?(attended|completed|was present|was there|was in attendance|participated)\b/,
    'completed',
  ],
  [/\bname\b|\bnombre\b|\bnom\b/, 'name'],
];

/** What short headings of people's own sheets say, when none of their words is known. */
const SHORT: [pattern: RegExp, kind: ColumnKind, rank: number][] = [
  [
    /^(fully )?(completed|attended|finished)( (the|all|full|entire|whole|of|\d+))+ (hours|hrs|pdus)$|^(both|all|full|entire|whole) (\d+ )?(days?|sessions|event|training|course|workshop|modules|parts|time|conference)( (attended|completed))?$/,
    'completed',
    3,
  ],
  [
    /^(?!(requested|claimed|submitted|reported|sub|want|need|office|business|work|working|travel|lunch|prep|drive|service|school|opening|course|event|session|class|volunteer|max|maximum|possible|required|scheduled|offered|available|start)\b)(\w+ ){0,2}(hours|hrs|pdus?|renewal units)( (earned|attended|completed|awarded|credit|credits|credited|given|received|approved|granted|confirmed|verified|present|(of|in) (pd|pir|attendance|participation|training|instruction|professional development)))?$/,
    'units',
    3,
  ],
  [
    /^(std|stunden|heures|horas|ore|godziny|uren) (gesamt|insgesamt|total|totales|totale|totali|earned)$|^(total|gesamt|summe|nombre total|numero total) (d |de |des |der )?(std|stunden|heures|horas|ore)$/,
    'units',
    2,
  ],
  // What people ask for is less sure than what they get.
  [
    /^(total )?(hours|hrs|pdus?|renewal units|credits)( \w+)? (claimed|requested|submitted|reported|self reported)$|^(claimed|requested|submitted|reported) (hours|hrs|pdus?|renewal units|credits)$/,
    'units',
    3.9,
  ],
  [/^(pdus?|renewal units|hours|credits)( \w+)? to (be )?(award|give|grant|credit|issue)(ed|d|n)?$/, 'units', 1.5],
  [/^(a p|p a)$/, 'completed', 3],
  // "Checked in to Main list"
  [/^(checked|scanned|signed) in (to|at|for)\b/, 'completed', 2.5],
  [
    /^\w+ (school|district|campus)$|^etablissement (de |du |d)?\w+$|^ecole (actuelle|dorigine|dexercice|de rattachement|de travail)$/,
    'school',
    3,
  ],
  [/^\w+ (folio|seid)( (id|no|number|nr))?$|^(folio|seid) \w+$/, 'educatorNumber', 3],
  [
    /^(mt|montana|opi|state|mt opi) (educator|teacher|teaching|licen[sc]e|certification|certificate)( licen[sc]e)?( (id|no|number|nr))$/,
    'educatorNumber',
    3,
  ],
  [
    /^(fully )?(completed|finished|attended|participated|came|passed|met)( (the|all|entire|full|whole|in|both|\d+))*( (it|requirements?|days?|training|course|event|session|sessions|webinar|workshop|class|program|modules?|conference|meeting|academy|institute|series|pd))?$|^full attendance$|^attendance (confirmed|verified|complete)$|^did (they|he|she|you) (finish|complete|attend|come|participate|pass)\b/,
    'completed',
    3,
  ],
];

/** Returns a heading without case, accents and punctuation. */
export const plain = (heading: string) => searchable(heading).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Words after a heading that do not change its meaning: "Prénom du participant". */
const AFTER =
  /\s+(du|de la|de l|del|de los|des|der|of the|of)\s+(participants?|participantes?|partecipant[ei]|asistentes?|teilnehmers?|teilnehmerin|teilnehmenden|stagiaires?|eleve|alumno|attendees?|learners?|students?)$/;
/** The same about somebody other than the attendee: "Nom de l’acheteur". */
const AFTER_OF_OTHERS =
  /\s+(du|de la|de l|de|del|des|der|of the|of)\s+(l?acheteur|comprador|acquirente|ordinante|kaufers|bestellers|buyer|purchaser|organisateur|organizador|anfitrion|veranstalters|formateur|instructor|hosts?|l?hote|gastgebers|anfitrion|parent|padre|superviseur|principal|director)$/;

/** Returns the words of a heading without case, accents and punctuation. */
export const words = (heading: string) =>
  // "minutesAttended"
  searchable(heading.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Words of a heading that has nothing but minutes that people earned: "Minutes", "PDU minutes", "Minutes attended". */
const OF_MINUTES =
  /^((total|nb|no|number|pdus?|pd|pir|credit|contact|clock|attendance|participation|training|earned|attended|completed|credited|awarded|approved|of|in|de|des) )*(minutes?|mins?|minuten|minutos?|minuti)( (pdus?|pd|attended|attendance|earned|completed|credited|awarded|approved|present|of|in|participation|training|total))*$/;

/** Returns whether the numbers below a heading are minutes that people earned, and not how long a connection lasted. */
export const isOfMinutes = (heading: string) => OF_MINUTES.test(words(withoutDay(heading)));

/** How long a person was there: "Time attended", "Total time". */
const OF_TIME =
  /^((total )?time (attended|present|in attendance|in class)|total time|attendance time|attended time|(length|duration) of attendance|duree suivie)$/;

/** Returns whether a heading says how long people were there. */
export const isOfTime = (heading: string) => OF_TIME.test(words(heading));

/** What marks people who did not come after all. */
const OF_ABSENCE =
  /^(is|was)?(cancell?ed|cancellation|voided|withdrawn|withdrew|dropped|deleted|unenrolled|noshows?|absent|missed|didnotattend|didnotcome)(at|on|date)?$/;

/** Returns whether the marks below a heading are for people who did not come. */
export const isOfAbsence = (heading: string) => OF_ABSENCE.test(plain(heading));

const NAMES: readonly (ColumnKind | null)[] = ['name', 'firstName', 'middleName', 'lastName'];

/** Returns whether a heading asks for a number of something, such as "Attendee #" or "Student ID". */
const isNumbered = (heading: string) =>
  /[#№]|(?<!\p{L})(no|nr|num|number|id|code|url|count)\.?\s*$/iu.test(heading.trim());

const memory = new Map<string, HeadingMeaning | null>();

/** Returns a heading's meaning; null when its words are unknown, and the kind null when it is never imported. */
export function meaningOf(heading: string): HeadingMeaning | null {
  if (heading === '' || heading.length > 200) return null;
  const known = memory.get(heading);
  if (known !== undefined) return known;
  const meaning = understood(heading);
  if (memory.size > 5_000) memory.clear();
  memory.set(heading, meaning);
  return meaning;
}

const OF_A_DAY =
  /\b(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(day|sday|nesday|rsday|urday)?\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)\p{L}*\b|\b(am|pm|morning|afternoon|evening)\b|\d+/giu;

/** Returns a heading of one day or session without it: "Hours - Day 1" is "Hours". */
export const withoutDay = (heading: string) =>
  heading.search(OF_A_DAY) < 0
    ? heading
    : heading.replaceAll(OF_A_DAY, ' ').replaceAll(/\b(day|session|part|week|date)\b/gi, ' ');

/** What a learning system adds to the heading of a grade. */
const OF_A_GRADE = /\s*\[[^\]]*\]\s*\|\s*\d+\s*$/;

/** "Attended (Y/N)" */
const ANSWERS = /[\s(]+(y\s*\/\s*n|yes\s*\/\s*no|true\s*\/\s*false)\s*\)?\s*$/i;

/** A field of a database, such as "individual.lastName" and "school.name". */
const FIELD = /^(?:\w+\.)*([a-z]\w*)\.([a-z]\w*)$/i;

/** Returns the parts of a heading such as "School/Name", "Name & School" and "Title, Building". */
export const partsOf = (heading: string): string[] =>
  /[()\d?]/.test(heading) ? [] : heading.split(/\s*[/|,&+]\s*|\s+and\s+/i).filter(Boolean);

/** Returns the meaning of a heading of several parts that are all known: a name, or else the first that is imported. */
function meaningOfParts(heading: string): HeadingMeaning | null {
  const parts = partsOf(heading);
  if (parts.length < 2 || parts.length > 4) return null;
  const found = parts.map(meaningOf).filter((meaning) => meaning !== null);
  if (found.length < parts.length || found.some(({ kind }) => kind === 'firstName' || kind === 'lastName')) return null;
  const named = found.find(({ kind, rank }) => kind === 'name' && rank <= 2);
  const first = named ?? found.find(({ kind }) => kind !== null);
  return first ? { kind: first.kind, rank: first.rank + 0.5 } : null;
}

function understood(written: string): HeadingMeaning | null {
  const [, of, field] = FIELD.exec(written) ?? [];
  if (of && field)
    return /^(value|title|label|text|displayname)$/i.test(field)
      ? understood(of)
      : (understood(`${of} ${field}`) ?? understood(field));
  const heading = written.replace(OF_A_GRADE, '').replace(ANSWERS, '');
  const spaced = words(heading);
  // "#" over the numbers of rows
  if (spaced === '') return /[#№]/.test(heading) ? { kind: null, rank: 0 } : null;
  const ofParts = meaningOfParts(heading);
  if (ofParts?.kind === 'name') return ofParts;
  const whole = plain(heading);
  // Forms add a number to a repeated heading: "Name2".
  const exact = KNOWN.get(whole) ?? KNOWN.get(whole.replace(/\d$/, ''));
  if (exact) return isNumbered(heading) && NAMES.includes(exact.kind) ? { kind: null, rank: 0 } : exact;
  // "% of sessions attended"
  if (/^\s*%/.test(heading) && /\b(attended|attendance|completed?|present)\b/.test(spaced))
    return { kind: 'completed', rank: 2.4 };
  if (isOfMinutes(heading)) return { kind: 'units', rank: /\btotal\b/.test(spaced) ? 3.4 : 3.6 };
  if (KNOWN.get(plain(withoutDay(heading)))?.kind === 'units') return { kind: 'units', rank: 3.5 };
  if (OTHER.has(whole) || OF_THE_MEETING.test(whole)) return { kind: null, rank: 0 };
  // Hours of a course that a person earned are the person's.
  if (
    /^(course|class|event|session|credit) (hours|hrs|credits|units|pdus) (earned|awarded|attended|completed)$/.test(
      spaced,
    )
  )
    return { kind: 'units', rank: 2 };
  if (OF_OTHERS.test(spaced) || AFTER_OF_OTHERS.test(spaced)) return { kind: null, rank: 0 };
  if (ofParts) return ofParts;
  // "Name (Original Name)", "Hours (PDUs)", "Duration (Minutes)".
  const outside = heading.replaceAll(/[([{（【][^)\]}）】]*[)\]}）】]?/g, ' ').trim();
  const parts = heading.split(/[/,|(\n;:)]/).map((part) => part.trim());
  const found = [outside, ...parts]
    .filter(Boolean)
    .flatMap((part) => [part, words(part).replace(BEFORE, ''), words(part).replace(AFTER, '')])
    .map((part) => KNOWN.get(plain(part)))
    .filter((meaning) => meaning !== undefined);
  // "Name - Organization"
  const beforeDash = KNOWN.get(plain(heading.split(/\s[-–—]\s/, 1)[0]!));
  if (beforeDash?.kind === 'name' && beforeDash.rank < 2) found.push(beforeDash);
  const kinds = new Set(found.map(({ kind }) => kind));
  if (kinds.has('firstName') && kinds.has('lastName')) return { kind: 'name', rank: 1 };
  const first = found[0];
  if (first) {
    if (isNumbered(heading) && NAMES.includes(first.kind)) return { kind: null, rank: 0 };
    return first.kind === 'units' &&
      /\b(min|mins|minutes|minuten|minutos)\b/.test(spaced) &&
      !/\bh(ou)?rs?\b/.test(spaced)
      ? { kind: null, rank: 0 }
      : { ...first, rank: first.rank + 0.5 };
  }
  if (OTHER.has(plain(outside)) || OTHER.has(plain(spaced.replace(BEFORE, '')))) return { kind: null, rank: 0 };
  const numbered = spaced + (/[#№]\s*$/.test(heading) ? ' no' : '');
  const short = SHORT.find(([pattern]) => pattern.test(spaced) || pattern.test(numbered));
  if (short) return { kind: short[1], rank: short[2] };
  const asked =
    spaced.split(' ').length > 2 || /\?/.test(heading) ? ASKED.find(([pattern]) => pattern.test(spaced)) : undefined;
  if (asked && /\bcertificat/.test(spaced) && (asked[1] === 'name' || asked[1] === 'email'))
    return { kind: asked[1], rank: 0.5 };
  const longer = spaced
    .replace(/\bnm\b/, 'name')
    .replace(/\bdt\b/, 'date')
    .replace(/ (flag|flg|ind|indicator|yn|desc|descr|description)$/, '');
  if (longer !== spaced) return understood(longer);
  // "Participant 2 first"
  const unnumbered = asked ? null : understoodWithoutNumber(heading);
  if (unnumbered) return unnumbered;
  if (asked)
    return isNumbered(heading) && NAMES.includes(asked[1]) ? { kind: null, rank: 0 } : { kind: asked[1], rank: 4 };
  return null;
}

/** Returns the meaning of a heading of one of several people; null for other headings. */
function understoodWithoutNumber(heading: string): HeadingMeaning | null {
  const bare = heading.replace(/(?<=\p{L}\s?)\s[#(]?\d{1,2}\)?(?=\s+\p{L})/u, '');
  const meaning = bare === heading ? null : meaningOf(bare);
  const isOfPerson = meaning?.kind === 'email' || NAMES.includes(meaning?.kind ?? 'units');
  return meaning?.kind && isOfPerson ? { ...meaning, rank: meaning.rank + 0.5 } : null;
}

/** Returns whether a heading describes a whole meeting, such as "Meeting ID". */
export const isOfTheMeeting = (heading: string) => OF_THE_MEETING.test(plain(heading));

/** Returns whether a heading is about the host. */
export const isOfTheHost = (heading: string) => OF_THE_HOST.test(words(heading));
