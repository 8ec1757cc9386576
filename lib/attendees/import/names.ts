import { tidyLine } from '@/lib/platform/text';
import { nameKey } from '../identity';
import { isGivenName } from './given-names';
import { isDevice, isGroupTitle } from './not-people';

/** The changes made to names as they are written; the preview can turn off each of them. */
export const CLEANINGS = ['turn', 'case', 'cut'] as const;
export type Cleaning = (typeof CLEANINGS)[number];

export const CLEANING_LABELS: Record<Cleaning, string> = {
  turn: 'Turn “Last, First” around',
  case: 'Write names in all capitals or all lowercase in normal case',
  cut: 'Leave out what follows a name, such as (Guest) or a place',
};

/** The name from a cell, and which cleanings changed it. */
export type CleanName = { name: string; cleaned: Cleaning[] };

const BLANK =
  /^(nan|n\/?a|#n\/a|none given|null|undefined|info requested( info requested)?|anonymous|\(?not provided\)?|\(?blank\)?|unknown|[-–—.?]+)$/i;

/** A name with nothing else: two to four words, the first with a capital. */
export const ONE_NAME = /^\p{Lu}[\p{L}\p{M}'’.-]*( \p{L}[\p{L}\p{M}'’.-]*){1,3}$/u;

/** A number, bullet or dash before a name of a list: "1. Ana", "3) Cy", "• Dee", "- Eve". */
const LIST_MARK =
  /^(?:@(?=[^@]*$)|\(?\d{1,4}[.):]\s*|#?\d{1,4}\s*[-–—]\s+|[•●▪◦‣∙·*➢➤✓✔☑☐o]\s+|[-–—]\s+|\[[ xX]?\]\s*)(?=\p{L}|["“'(])/u;

const CREDENTIAL =
  /^(jr|sr|ii|iii|iv|v|esq|ph\.?\s?d|ed\.?\s?[dsm]|m\.?\s?ed|m\.?\s?[as]|b\.?\s?[as]|m\.?\s?a\.?\s?t|m\.?\s?d|d\.?\s?d\.?\s?s|psy\.?\s?d|r\.?\s?n|cpa|mba|mls|msw|lcsw|lcpc|nbct|ccc-slp|slp|bcba|dr|mr|mrs|ms|mx|prof)\.?$/i;

const PARTICLE =
  /^(de|del|della|di|da|das|dos|do|du|des|la|las|le|les|los|van|von|vom|zu|zum|zur|der|den|dem|ten|ter|el|al|bin|ibn|ben|bint|st\.?|saint|san|santa|mac|o|y|e|and)$/i;

/** Pictures, and marks around a name, with which people decorate their names in meetings. */
const DECORATION = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d)+|^[*_~!#\s]+|[*_~!#\s]+$/gu;

/** Returns the cell as one line without list marks; '' for a text that stands for nothing. */
export function bareName(cell: string): string {
  const line = tidyLine(cell).replace(LIST_MARK, '');
  return BLANK.test(line) ? '' : line;
}

/** Returns a part of a name from a separate column: pandas writes NaN for nothing, but "Nan" is a name. */
export function namePart(cell: string): string {
  const line = tidyLine(cell);
  return line === 'NaN' || /^(n\/a|#n\/a|-|–|—|info requested)$/i.test(line) ? '' : line;
}

/** What follows a name in parentheses or brackets: a role in the meeting, a second name, pronouns. */
const BEHIND = /^(?<name>.*\p{L}.*?)\s*[([（【]\s*(?<behind>[^()[\]（）【】]*)\s*[)\]）】]\s*$/u;
const BEFORE_NAME = /^\[[^\]]{1,20}\]\s*(?=\p{L})/u;

/** A device named after its owner, as meetings list people: "Ana Redfern's iPad". */
const OWNED =
  /^(?<name>\p{L}\S*(?: \S+)+?)['’]s\s+(i ?phone|i ?pad|android|galaxy|pixel|macbook|laptop|desktop|chromebook|surface|tablet)\b.{0,24}$/iu;

const TIME = /[\s,–-]\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?$/i;

/** Removes a time after a name: "Ana Redfern 8:58 AM", as copied from a list of who joined. */
function withoutTime(name: string): string {
  const at = name.search(TIME);
  const before = at > 0 ? name.slice(0, at) : '';
  return /\p{L}/u.test(before) ? before.replace(/[\s,–-]+$/, '') : name;
}

/** "Tom (Thomas Running Wolf)", "Jones, Bob - Havre": what people add to the name that a meeting shows. */
function withoutAdded(shown: string): string {
  const [, before = '', original = ''] = /^([^()]*)\(([^()]*)\)$/.exec(shown) ?? [];
  const isPart = (name: string) => key(name).length < 2;
  // "Tyrell B. - Browning HS (Tyrell Big Leggins)"
  const isShort =
    mayBeSamePerson(before.replace(/\s[-–—]\s.*$/, ''), original) &&
    !isPart(original) &&
    fullnessOf(original) > fullnessOf(before.replace(/\s[-–—]\s.*$/, ''));
  if ((isPart(before) || isDevice(before) || isShort) && !isPart(original) && !/[@/\d]/.test(original))
    return original.trim();
  const at = shown.search(/\s[-–—]\s|(?<=\p{L})\s?#\p{L}/u);
  const name = at > 0 ? shown.slice(0, at).trim() : '';
  const after = at > 0 ? shown.slice(at).replace(/^\s*[-–—#]\s*/, '') : '';
  // "3rd Grade - Hal Hunt"
  if ((isElsewhere(name) || isPlace(name)) && ONE_NAME.test(after) && !isElsewhere(after)) return after;
  return /\p{L}.*[ ,]/u.test(name) ? name : shown;
}

/** The same between the names: "Ana (she/her) Redfern". */
const PRONOUNS_BETWEEN =
  /\s*[([](?:she|he|they|ze|xe|ella|elle|[eé]l|elles?|il)(?:\s*\/\s*\p{L}+)+[)\]]\s*(?=\p{L})/giu;
const PRONOUNS = /[\s,#|/•·~*-]\(?(?:she|he|they|ze|xe|ella|elle|[eé]l|elles?|il)(?:\s*\/\s*\p{L}+)+\)?\s*$/iu;

/**
 * Returns a name without what follows it, and whether that says the person hosted. `isShown`: the name is what a meeting
 * shows.
 */
export function cutBehind(name: string, isShown = false): { name: string; isHost: boolean } {
  // What is longer is refused as a name, and would take the patterns long.
  if (name.length > 300) return { name, isHost: false };
  const bare = name.replace(PRONOUNS_BETWEEN, ' ').replace(PRONOUNS, '');
  return withoutParts(isShown ? withoutAdded(bare) : bare);
}

/** Removes a remark or a place behind a dash: "June Stands - left early". A last name can have a dash, too. */
function withoutRemark(name: string): string {
  const at = name.search(/\s[-–—]\s/);
  const [before, after] = [name.slice(0, Math.max(0, at)).trim(), name.slice(at).replace(/^\s[-–—]\s+/, '')];
  const isRemark = /^\p{Ll}/u.test(after) || after.split(' ').length > 2 || isElsewhere(after) || isPlace(after);
  return /^\p{L}\S* \p{L}/u.test(before) && isRemark ? before : name;
}

function withoutParts(name: string): { name: string; isHost: boolean } {
  let rest = tidyLine(name.replaceAll(DECORATION, ' ')).replace(BEFORE_NAME, '');
  rest = withoutTime(withoutRemark(rest));
  rest = OWNED.exec(rest)?.groups?.name ?? rest;
  rest = /^(.*\p{L}.*?)\s+[|｜]\s+.*$/u.exec(rest)?.[1] ?? rest;
  let isHost = false;
  for (let match = BEHIND.exec(rest); match; match = BEHIND.exec(rest)) {
    isHost ||= /^((co-?)?host|organi[sz]er|me,? host|host,? me|you|vous|tú|du|sie)$/i.test(
      match.groups!.behind!.trim(),
    );
    rest = match.groups!.name!.trim();
  }
  return { name: rest, isHost };
}

/** Splits "Last, First" into its parts, with what follows as credentials; null when a name is not written that way. */
export function lastFirstOf(name: string): { last: string; first: string; after: string[] } | null {
  const [last = '', ...others] = name.split(/\s*[,，]\s*/);
  const after = others.filter((part) => CREDENTIAL.test(part));
  const firsts = others.filter((part) => !CREDENTIAL.test(part) && part !== '');
  // "Redfern, Ana, M" has the middle initial on its own.
  if (firsts.length === 2 && /^\p{L}\.?$/u.test(firsts[1]!)) firsts.splice(0, 2, firsts.join(' '));
  if (firsts.length !== 1 || !/\p{L}/u.test(last) || !/\p{L}/u.test(firsts[0]!)) return null;
  // "Stone, Jo Jr." has the suffix behind the first name.
  const [, first = firsts[0]!, suffix] = /^(.*\p{L}.*?)\s+(jr\.?|sr\.?|ii|iii|iv)$/iu.exec(firsts[0]!) ?? [];
  return { last, first, after: suffix ? [suffix, ...after] : after };
}

/** Returns whether one name alone is certainly "Last, First": one family name, and one or two given names. */
export function isSurelyLastFirst(name: string): boolean {
  const parts = lastFirstOf(name);
  if (!parts) return false;
  const family = parts.last.split(' ').filter((word) => !PARTICLE.test(word));
  return family.length === 1 && parts.first.split(' ').length <= 2;
}

/** Returns whether an address shows that a name is "Last, First": wanda@, wanda.ironeyes@ or wironeyes@ for "Iron Eyes, Wanda". */
export function isLastFirstByAddress({ last, first }: { last: string; first: string }, email: string): boolean {
  const local = letters(email.split('@')[0] ?? '');
  const [family, given] = [letters(last), letters(first)];
  if (given.length < 2 || family.length < 2) return false;
  const words = last.split(' ').map(letters);
  // "bph" for "Plenty Hoops, Birdie", and "bplenty".
  const initials = [first, ...last.split(' ')].map((word) => letters(word)[0] ?? '').join('');
  if (words.length > 1 && local === initials) return true;
  return [
    given,
    given[0]! + family,
    family + given[0]!,
    given[0]! + (words.find(({ length }) => length > 3) ?? family),
  ].some((start) => local.startsWith(start));
}

const letters = (text: string) => nameKey(text).replaceAll(/[^\p{L}]/gu, '');

/** What people do at a school. */
export const JOB =
  /\b(teacher|principal|para|paraprofessional|paraeducator|counselor|librarian|superintendent|coach|specialist|aide|assistant|director|secretary|psychologist|therapist|nurse|administrator|interventionist|clerk)\b/i;

/** Places that people write after their names in meetings, besides schools. */
const PLACE =
  /^(mt|montana|wy|wyoming|id|idaho|nd|sd|opi|absarokee|anaconda|arlee|ashland|augusta|baker|belgrade|big sandy|big sky|big timber|bigfork|billings|box elder|boulder|bozeman|bridger|broadus|browning|butte|cascade|charlo|chester|chinook|choteau|circle|colstrip|columbia falls|columbus|conrad|corvallis|crow agency|culbertson|cut bank|darby|deer lodge|dillon|east helena|ennis|eureka|fairfield|fairview|florence|forsyth|fort benton|fort peck|frenchtown|froid|gardiner|glasgow|glendive|great falls|hamilton|hardin|harlem|harlowton|havre|hays|heart butte|helena|hobson|hot springs|huntley|jordan|kalispell|lame deer|laurel|lewistown|libby|livingston|lodge grass|lolo|malta|manhattan|miles city|missoula|nashua|opheim|park city|philipsburg|plains|plentywood|polson|poplar|pryor|red lodge|rocky boy|ronan|roundup|scobey|seeley lake|shelby|sheridan|sidney|st\.? ignatius|stanford|stevensville|sunburst|superior|terry|thompson falls|three forks|townsend|troy|turner|valier|victor|west yellowstone|white sulphur springs|whitefish|whitehall|wibaux|wolf point)( (hs|ms|es|sd|k-?\d+|public schools))?$/i;

/** Returns whether a text is a town or district of Montana, or a neighboring state, as people write it behind names. */
export const isPlace = (text: string) => PLACE.test(text.trim());

const isElsewhere = (text: string) =>
  isGroupTitle(text) || JOB.test(text) || /\d|\b(hs|ms|es|jh|sd|elem)\b/i.test(text);

/**
 * What a comma in a name means: "last" for "Pretty On Top, Ed"; "place" when a school, a job or a town follows the name.
 * It is not sure when nothing but the usual order shows it.
 */
export type CommaMeaning = { order: 'last' | 'place'; sure: boolean };

/**
 * Returns what the comma in a name means, from its words and the person's address. `isUsual`: most names of the column
 * are "Last, First".
 */
export function commaMeaningOf(
  { last, first }: { last: string; first: string },
  email: string,
  isUsual = false,
): CommaMeaning {
  if (isElsewhere(first)) return { order: 'place', sure: true };
  if (isLastFirstByAddress({ last, first }, email)) return { order: 'last', sure: true };
  const family = last.split(' ');
  const isFirstGiven = isGivenName(family[0]!) && !PARTICLE.test(family[0]!);
  const isAfterGiven = isGivenName(first.split(' ')[0]!);
  const isFirstByAddress =
    isFirstGiven && isLastFirstByAddress({ last: family.slice(1).join(' ') || first, first: family[0]! }, email);
  if (isFirstByAddress) return { order: 'place', sure: true };
  const isTown = isPlace(first) && (family.length > 1 ? isFirstGiven || !isAfterGiven : isFirstGiven && !isAfterGiven);
  if (isTown) return { order: 'place', sure: !isAfterGiven };
  const isLikePlace = isFirstGiven && !isAfterGiven && family.length > 1;
  if (isUsual) return { order: 'last', sure: !isLikePlace };
  if (isSurelyLastFirst(`${last}, ${first}`)) return { order: 'last', sure: true };
  return isFirstGiven && !isAfterGiven ? { order: 'place', sure: false } : { order: 'last', sure: true };
}

/** "Uma Ure, Van Vail, Wes Wood" */
const THREE_NAMES = /^\p{Lu}\p{L}+ \p{Lu}[\p{L}'’-]+(?:, (?:and )?\p{Lu}\p{L}+ \p{Lu}[\p{L}'’-]+){2,20}$/u;
/** "Cal and Deb Ekness", whatever the names are. */
const TWO_NAMES = /^\p{Lu}[\p{L}.'’-]*\s+(?:and|&|\+)\s+\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){1,2}$/u;

/** Returns whether a text has the names of several people: "Ana Redfern, Mary Light", "Ana and Ben Stone". */
export function isSeveralNames(text: string): boolean {
  const isGiven = (part = '') => isGivenName(part.split(' ')[0]!);
  const isFull = (part = '') => /^\p{L}\S* \p{L}/u.test(part) && isGiven(part);
  const joined = text.split(/\s*;\s*|\s+(?:and|&|\+)\s+/i).filter(Boolean);
  if (joined.length > 1 && joined.slice(1).every(isFull) && isGiven(joined[0])) return true;
  if (TWO_NAMES.test(text) || THREE_NAMES.test(text)) return true;
  const parts = text.split(/\s*,\s*/).filter((part) => part !== '' && !CREDENTIAL.test(part));
  return parts.length > 1 && parts.every(isFull);
}

/** Returns whether a cell has a name in each of its lines. */
export function areNamesInLines(cell: string): boolean {
  if (cell.length > 2_000) return false;
  const lines = cell
    .split(/[\r\n]+/)
    .map(bareName)
    .filter(Boolean);
  const areNames = lines.length > 1 && lines.every((line) => ONE_NAME.test(line) && !isElsewhere(line));
  return areNames && lines.slice(1).some((line) => isGivenName(line.split(' ')[0]!));
}

/** Returns a name without the place, school or job after its comma: "Ana Redfern, Havre" is "Ana Redfern". */
export const withoutPlace = ({ last, after }: { last: string; after: readonly string[] }) =>
  [last, ...after].join(', ');

/** Returns a name without an initial at its end: "BROCKWAY HAROLD J". */
const withoutInitial = (name: string) => name.replace(/ \p{L}\.?$/u, '');

/**
 * Splits a name without a comma from a column that has the last name first: two words, a last name in capitals, or one
 * before a common given name. Null when nothing shows where one ends.
 */
export function lastFirstWithoutComma(name: string): { last: string; first: string; after: string[] } | null {
  const written = name.split(' ');
  const all = withoutInitial(name).split(' ');
  const isCapital = (word: string) => /\p{Lu}{2}/u.test(word) && word === word.toUpperCase();
  const capitals = all.findIndex((word) => !isCapital(word));
  // "De Luca Marco"
  const particles = all.findIndex((word) => !PARTICLE.test(word));
  const given = () =>
    isGivenName(all[0]!) ? -1 : all.findIndex((word, index) => index > particles && isGivenName(word));
  const end = all.length === 2 ? 1 : capitals > 0 ? capitals : given();
  if (end <= 0 || name.includes(',')) return null;
  return { last: written.slice(0, end).join(' '), first: written.slice(end).join(' '), after: [] };
}

/**
 * Returns which part of a name of two words, or three, comes first, as its address or a given name shows: "Lefèvre Chloé" with the
 * address c.lefevre@ has the last name first. Null when nothing shows it.
 */
export function orderOf(name: string, email: string): 'first' | 'last' | null {
  const [one = '', two = '', ...more] = withoutInitial(name).split(' ');
  if (two === '' || name.includes(',')) return null;
  // "Ibarra Soler Lucía": two last names, as in Spanish.
  if (more.length > 0) {
    if (isGivenName(one)) return 'first';
    return more.length === 1 && isGivenName(more[0]!) && !isGivenName(two) ? 'last' : null;
  }
  if (isGivenName(one) !== isGivenName(two)) return isGivenName(two) ? 'last' : 'first';
  const local = letters(email.split('@')[0] ?? '');
  const [a, b] = [letters(one), letters(two)];
  if (a.length < 2 || b.length < 2) return null;
  const isOf = (given: string, family: string) =>
    [given, given + family, given[0]! + family, family + given[0]!].includes(local);
  const isLast = isOf(b, a);
  return isLast === isOf(a, b) ? null : isLast ? 'last' : 'first';
}

/** Splits "LÉGER René" into its parts; null when a name is not a last name in capitals before a first name that is not. */
export function capitalsThenName(name: string): { last: string; first: string; after: string[] } | null {
  const parts = lastFirstWithoutComma(name);
  if (!parts || !/\p{Lu}{2}/u.test(parts.last) || parts.last !== parts.last.toUpperCase()) return null;
  return /^\p{Lu}\p{Ll}/u.test(parts.first) ? parts : null;
}

/** "Mrs. Redfern", in front of a comma. */
const TITLED = /^((?:mrs?|ms|miss|mx|dr|prof|rev|herr|frau|mme)\.?|sra?\.)\s+(\S.*)$/i;

/** Puts the first name before the last name, and credentials after: "Light, Bo, Ph.D." is "Bo Light, Ph.D.", and "Mrs. Light, Bo" is "Mrs. Bo Light". */
export function turned({ last, first, after }: { last: string; first: string; after: string[] }): string {
  const generations = after.filter((part) => /^(jr|sr|ii|iii|iv|v)\.?$/i.test(part));
  const degrees = after.filter((part) => !generations.includes(part));
  const [, title = '', family = last] = TITLED.exec(last) ?? [];
  return [[...(title ? [title] : []), first, family, ...generations].join(' '), ...degrees].join(', ');
}

/** Returns how many words of a name begin with a small letter, other than those of names such as "de la Cruz". */
export const lowercaseWordsOf = (name: string) =>
  name.split(' ').filter((word) => /^\p{Ll}/u.test(word) && !PARTICLE.test(word)).length;

const ROMAN = /^(ii|iii|iv|vi{0,3})$/i;

/** Other scripts have no capitals, or are written in one case: ᏣᎳᎩ. */
const WITH_CAPITALS = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}]*$/u;

/** Writes a last name in capitals, or in small letters, in normal case: "LIGHT" and "LI" are no initials. */
export const familyInCase = (family: string) =>
  /^\p{Lu}{2}$/u.test(family) || (isOneCase(family) && !PARTICLE.test(family.split(' ')[0]!))
    ? inNormalCase(family)
    : family;

/** Returns whether a name is all capitals or all lowercase. */
export function isOneCase(name: string): boolean {
  const letters = name.replaceAll(/\P{L}/gu, '');
  if (!WITH_CAPITALS.test(letters)) return false;
  const isShort = [...letters].length < (letters === letters.toLowerCase() ? 2 : 3);
  if (isShort || /[@/]|www\./i.test(name) || letters.toLowerCase() === letters.toUpperCase()) return false;
  return letters === letters.toUpperCase() || letters === letters.toLowerCase();
}

/** Returns the name in normal case: "ANA O'BRIEN-MCDONALD III" is "Ana O’Brien-McDonald III" with its own apostrophe. */
export function inNormalCase(name: string): string {
  // A login in place of a name: "ida.frost".
  const spaced = /^\p{L}{2,}\.\p{L}{2,}$/u.test(name) ? name.replace('.', ' ') : name;
  return spaced
    .split(' ')
    .map((word, index, all) => {
      const lower = word.toLowerCase();
      const bare = lower.replaceAll(/[.,]/g, '');
      if (ROMAN.test(bare) && index > 0) return word.toUpperCase();
      if (index > 0 && PARTICLE.test(bare) && !/^(o|e|mac|st|saint|san|santa|ben|al)$/.test(bare)) return lower;
      if (/^(ph\.?d|m\.?d|m\.?ed|ed\.?d|r\.?n|mba|m\.?a|b\.?a|m\.?s)[.,]*$/.test(lower) && index > 1)
        return degree(lower);
      if (all[index - 1]?.endsWith(',') && CREDENTIAL.test(bare) && !/^(jr|sr|dr|mr|mrs|ms|mx|prof|esq)$/.test(bare))
        return word.toUpperCase();
      return capitalized(lower);
    })
    .join(' ');
}

const degree = (lower: string) =>
  lower.replaceAll(
    /^(ph|m|ed|b|r)(\.?)(ed|d|a|s|n|ba)/g,
    (_, first: string, dot: string, second: string) =>
      `${first === 'ph' || first === 'ed' ? capitalized(first) : first.toUpperCase()}${dot}${second === 'ed' ? 'Ed' : second.toUpperCase()}`,
  );

function capitalized(lower: string): string {
  return (
    lower
      .replaceAll(/(^|[-'’(“"/.])(\p{L})/gu, (_, before: string, email: string) => before + email.toUpperCase())
      .replace(
        /^(.*\b)?Mc(\p{L})/u,
        (_, before: string | undefined, email: string) => `${before ?? ''}Mc${email.toUpperCase()}`,
      )
      // A possessive or contraction does not begin a second name.
      .replaceAll(/(['’])(\p{Lu})(?=$|[^\p{L}])/gu, (_, mark: string, email: string) => mark + email.toLowerCase())
  );
}

const key = (name: string) =>
  nameKey(name.replaceAll(/['’ʼ`.,]/g, ' '))
    .split(' ')
    .filter((word) => word !== '' && !CREDENTIAL.test(word));

/**
 * Returns whether two names with one email address can be the same person's: equal, with an initial or a beginning ("bo
 * l", "Bo Light"), or with the same words in another order. A different first name is another person.
 */
export function mayBeSamePerson(one: string, other: string): boolean {
  const [a, b] = [key(one), key(other)];
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  if ([...a].sort().join(' ') === [...b].sort().join(' ')) return true;
  // In other scripts, a beginning is another name: はな and はなこ.
  const begins = (x = '', y = '') =>
    x === y || (/^[\p{Script=Latin}\s-]+$/u.test(x + y) && (x.startsWith(y) || y.startsWith(x)));
  if (!begins(a[0], b[0])) return false;
  if (a.length === 1 || b.length === 1) return true;
  if (a[0] === b[0] && a[0]!.length > 1) return true;
  return begins(a.at(-1), b.at(-1));
}

/** Scores how complete a name is; the more complete of two is the better one. */
export const fullnessOf = (name: string) => key(name).join('').length + (isOneCase(name) ? 0 : 0.5);
