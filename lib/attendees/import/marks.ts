import { NO, NONE, YES } from './mark-words';

/** The meaning of a status word: completed, not completed, or neither. */
export type Mark = 'yes' | 'no' | 'none';

/** A note in parentheses that someone was there for a part. */
const NOT_ALL =
  /\([^()]*(?<!\p{L})(late|left|early|part|partial|partially|half|some|missed|only|morning|afternoon|until|till|noon|mittag|mittags|bis|hasta|jusqu|retard|seulement|matin|midi|moitié|partiel|partielle|tarde|solo|mañana|parcial|mitad|medio|media|verspatet|verspätet|teilweise|nur|vormittags?|nachmittags?|halb|halbtags)(?!\p{L})/iu;
/** A number of something in parentheses: "(3/5)", "(2 of 4 sessions)", "(60%)", "(3 hrs)". */
const NUMBERS =
  /\(\s*(\d{1,3})([.,]\d{1,2})?\s*(?:(?:\/|of|out of|von|de|sur)\s*(\d{1,3})\b|(%)|(?:h|hrs?|hours?|min\w{0,6}|sessions?|days?|pdus?|std|stunden|heures?|horas?)\b)/i;

function isNotAll(text: string): boolean {
  if (text.length > 100) return false;
  const [found, part, , whole, percent] = NUMBERS.exec(text) ?? [];
  const isPart =
    found !== undefined &&
    (whole
      ? Number(part) < Number(whole)
      : percent
        ? Number(part) < 100
        : !/^[^(]*\b(full|whole|entire|all)\b/i.test(text));
  return isPart || NOT_ALL.test(text);
}

const KNOWN = new Map<string, Mark>();
for (const word of NONE) KNOWN.set(markWord(word), 'none');
for (const word of NO) KNOWN.set(markWord(word), 'no');
for (const word of YES) KNOWN.set(markWord(word), 'yes');

/** Returns a word for comparison: without case, punctuation around it, or a part in parentheses after it. */
export function markWord(text: string): string {
  const whole = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/['’.]/g, '')
    .replaceAll(/[\s_]+/g, ' ')
    .trim();
  // "Present (late)" is a word of its own.
  const outside = (isNotAll(whole) ? whole : whole.replace(/\s*\([^)]*\)\s*$/, '')).replace(/[!,;:*]+$/, '').trim();
  return (outside || whole).replaceAll(/(?<=\p{L})-(?=\p{L})/gu, ' ');
}

const MONTH =
  /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|fev|févr|mars|avr|mai|juin|juil|août|déc|mär|okt|dez)\p{L}*\b/iu;

/** Returns whether a text is a day or a time, in any notation. */
export function isDate(text: string): boolean {
  if (text.length > 60 || !/\d/.test(text)) return false;
  if (/^\d{1,2}[- ]\p{L}{3,9}\.?([- ]\d{2})?$/u.test(text.trim())) return MONTH.test(text.replaceAll('-', ' '));
  if (/^\D*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)/.test(text)) return true;
  return MONTH.test(text) && /\b\d{1,2}\b/.test(text) && /\b(19|20)\d\d\b/.test(text);
}

/** What a day or a time is written with, besides a word such as "Completed" or "Withdrew". */
const OF_A_DATE =
  /[\d/.,:;()+–—-]|(?<!\p{L})(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|fev|févr|mars|avr|mai|juin|juil|août|déc|mär|okt|dez|mon|tue|wed|thu|fri|sat|sun|lun|mie|mié|jue|vie|sáb|sab|dom|mer|jeu|ven|sam|dim|die|mit|don|fre|son)\p{L}*|(?<!\p{L})(a\.?m|p\.?m|[tz]|utc|gmt|m[sd]t|[cep][sd]t|at|on|um|uhr|le|el|am|den|de|del|a las|à|h|date)(?!\p{L})/giu;

/** Returns the option with the checked box of several: "Yes" of "☑ Yes ☐ No"; null when there is not one. */
function checkedOption(text: string): string | null {
  if (text.length > 100 || !/[☐[]/.test(text)) return null;
  const options = [...text.matchAll(/(☑|☒|✅|✓|✔|☐|\[ ?[xX]? ?\])\ufe0f?\s?([^☑☒✅✓✔☐[\]]{2,40})/gu)];
  const checked = options.filter(([, box]) => !/^(☐|\[ *\])$/.test(box!));
  return options.length > 1 && checked.length === 1 ? checked[0]![2]!.trim() : null;
}

/** What programs write for no day at all: the first day of their calendar. */
const NO_DATE =
  /^(0?1\/0?[01]\/(19)?00|12\/3[01]\/1899|0000-00-00|00\/00\/0000|1899-12-3[01]|1900-01-0[01]|1970-01-01|0001-01-01|0?1\/0?1\/(1970|0001)|0?0-jan-(19)?00)\b/i;

/** Returns the meaning of a text in a status column; undefined when it is unknown. */
export function markOf(text: string, own: Readonly<Record<string, Mark>> = {}): Mark | undefined {
  // "Present (late)" is asked about.
  if (isNotAll(text)) return undefined;
  const option = checkedOption(text);
  if (option !== null) return markOf(option, own);
  // "✅ Attended"
  const word = markWord(text.replace(/^\s*(?:\p{Extended_Pictographic}\ufe0f?\s*)+(?=\p{L})/u, ''));
  const known = own[word] ?? KNOWN.get(word);
  if (known) return known;
  if (NO_DATE.test(text.trim()) || SOME.test(word)) return 'no';
  if (/^(all|the whole thing|everything|all of (it|the \w+( \w+)?))$/.test(word)) return 'yes';
  const percent = /^(\d{1,3}([.,]\d+)?)\s*%$/.exec(text.trim())?.[1];
  // Only 100% is completed; the provider decides what less means.
  if (percent) return Number(percent.replace(',', '.')) >= 100 ? 'yes' : 'no';
  const [, part, whole] = /^(\d{1,3})\s*(?:of|out of|von|de|sur)\s*(\d{1,3})$/.exec(word) ?? [];
  // "3 of 5" sessions, which is as little as 60%.
  if (part && whole && Number(whole) > 0) return Number(part) >= Number(whole) ? 'yes' : 'no';
  // "Checked in at 8:59 AM"
  const [, done] = /^(.{2,20}?)\s+(?:(?:at|on|um|am|le|el|a las|à)\s+\S*\d|\d{1,2}:\d\d)/.exec(word) ?? [];
  if (done && KNOWN.get(done) === 'yes') return 'yes';
  // "No, I left early" is a no; a yes with a "but" is unclear.
  if (/^(no|non|nein|not)\s*[,.;:!–—-]/.test(word)) return 'no';
  const more = /^(?:yes|sí|si|oui|ja)\s*[,.;:!–—-]\s*(.*)$/.exec(word)?.[1];
  if (
    more !== undefined &&
    !IN_PART.test(more) &&
    (IN_ALL.test(more) || !/\d|\b(first|second|last|one|hour)\b/.test(more))
  )
    return 'yes';
  if (AFFIRMED.test(word) && !IN_PART.test(word)) return 'yes';
  if (IN_FULL.test(word.replace(/^(yes )?i (have |was )?/, ''))) return 'yes';
  // "Absent - excused"; "Present - full day", but not "Present - left early".
  const [, first = '', second = ''] = /^(.{1,20}?)\s*(?:\s[-–—]\s|[:;,/])\s*(.+)$/.exec(word) ?? [];
  const start = KNOWN.get(markWord(first));
  if (start === 'no') return 'no';
  // "Approved - credit awarded"
  if (start === 'none' && ['yes', 'no'].includes(KNOWN.get(markWord(second)) ?? '')) return KNOWN.get(markWord(second));
  if (/^(pending|awaiting|waiting)\b/.test(word)) return 'none';
  if (start === 'yes' && (WHOLE.test(second) || KNOWN.get(markWord(second)) === 'yes' || /^\d{1,3}\s*%$/.test(second)))
    return 'yes';
  if (!isDate(text)) return undefined;
  const said = markWord(text.replaceAll(OF_A_DATE, ' '));
  return said === '' ? 'yes' : KNOWN.get(said);
}

/** Answers to how much of an event a person attended. */
const SOME =
  /^((about|around|less than|more than|only|just) )?(half|some|most|part|a (quarter|third|little)|none)( of (it|the \w+))?$/;

/** What follows a yes that is not for all of it. */
const IN_PART =
  /\b(but|except|part|partly|partially|half|some|most|mostly|late|left|missed|only|solo|pero|mais|seulement|aber|nur|teilweise|mitad|parte)\b/;
/** The text of a box that a person checked: "I verify I attended the sessions above". */
const AFFIRMED =
  /^(yes,? )?i (do )?(hereby )?(certify|verify|confirm|attest|affirm)( that)? i (have |was |fully )?(fully )?(attended|completed|present|participated)\b/;
const IN_ALL = /\b(all|both|full|entire|whole)\b/;

/** "Attended in full", "Completed all sessions", "Fully attended", "Full day". */
const IN_FULL =
  /^((fully )?(attended|present|completed|participated|stayed)( in full| fully)?( (for )?(the )?(full|whole|entire|all)( (of it|of the)?)?( (\d )?(day|days|session|sessions|event|time|module|modules|course|training|webinar|meeting|workshop|conference|class|series|program))?)?|(attended|present|participated|joined) (live|virtually|online|remotely|in person|on site|onsite|via zoom|both days|all day)|(the )?(full|whole|entire) (day|session|event|time|course|training|webinar|meeting|workshop)|(all|both) (day|days|sessions|modules|parts))$/;

/** What follows "present" or "attended" when the person was there for all of it. */
const WHOLE =
  /^(the )?(full|whole|entire|all)( (day|session|event|time|of it))?$|^(in person|online|virtual|virtually|remote|on site|onsite|zoom|on time|both days|all days)$/;
