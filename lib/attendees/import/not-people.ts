/** First cells of rows that are not people, in lists from any source, with their names in the preview. */
const NOT_PEOPLE: [pattern: RegExp, what: string][] = [
  [
    /^(grand |sub-?)?total(s|es|e)?\b(\s+(number|of|attendees|participants|registrants|people|count|counts|hours|pdus|records|users|students|learners|rows|members|guests|unique|viewers|general|g[eé]n[eé]ral|de|des|asistentes|participantes|personas|registered|checked in|present|attended))*\s*[:=]?\s*[\d.,]*\s*$/i,
    'a total',
  ],
  [
    /^(gesamt|gesamtzahl|summe|sum|count|anzahl|average|overall average|mean|median|promedio|moyenne|durchschnitt|number of (attendees|participants|people|rows))\s*[:=]?\s*[\d.,]*\s*(\w+)?$/i,
    'a total',
  ],
  [/^(attendees|participants|registrants|students|records|people)\s*[:=]\s*\d+\s*$/i, 'a total'],
  [
    /^\d+\s+(attendees?|participants?|registrants?|people|records?|rows?|students?|users?|guests?)( (total|attended|registered|found|selected|in all))?\.?$/i,
    'a total',
  ],
  [
    /^(printed|generated|exported|downloaded|created|last updated|updated|as of|report (run|generated|created|date|exported)|run (on|date)|data as of|prepared by|page \d+( of \d+)?|end of (report|list|file)|powered by|confidential|copyright|©|impreso|generado|imprim[eé]|g[eé]n[eé]r[eé]|gedruckt|erstellt)\b.{0,120}$/i,
    'a note',
  ],
  [/^\*{2,}|^[-=_]{3,}|^note:|^notes:|^legend:|^p\s*=\s*present/i, 'a note'],
  [
    /^(points possible|possible points|student,\s*test|test,\s*student|test student|student test|sample row|example row|date|points|max points|due date|class average)$/i,
    'a template row',
  ],
];

/** Returns what a row is if it is not a person; null when it may be one. */
export function whatElse(firstCell: string, own: RegExp | undefined): string | null {
  const text = firstCell.trim();
  if (own?.test(text)) return 'a template row';
  return NOT_PEOPLE.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

const HOST_ROLE =
  /^(host|co-?host|alternative host|organi[sz]er|co-?organi[sz]er|panelist|speaker|instructor|facilitator|moderator|anfitri[oó]n|organisateur|organisatrice|organizador|organizadora|coorganizador|organisator|mitorganisator|gastgeber|veranstalter|organizzatore)\b/i;

/**
 * Returns whether a role belongs to a person who ran the meeting. In Teams, anybody in the organization can be a
 * presenter.
 */
export const isHostRole = (role: string) => HOST_ROLE.test(role.trim());

const DEVICE =
  /^((\S+['’]s?\s+)?(i ?phone|i ?pad|android|galaxy|samsung|sm-\w+|pixel|moto|macbook|imac|laptop|desktop|chromebook|surface|huawei|xiaomi|tablet)\b[\w\s()'’.+-]{0,24}|zoom user|user\s*\d*|guest\s*\d*|anonymous( user| guest| attendee)?|unknown( user| caller)?|call[- ]?in user.*|dial[- ]?in.*|phone user.*|telephone|conference room.*|meeting room.*|host|admin|owner|presenter)$/i;
const RECORDER =
  /\b(note ?taker|otter\.?ai|otterpilot|fireflies(\.ai)?|read\.?ai|fathom|tl;?dv|meetgeek|recording bot)\b/i;

/** Returns whether a name belongs to a device or a program, as meetings list them. */
export const isDevice = (name: string) => DEVICE.test(name.trim()) || RECORDER.test(name);
