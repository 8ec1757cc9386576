import { nameKey } from '../identity';

const TITLES = /^(?:(?:dr|mr|mrs|ms|mx|miss|prof|professor) )+/;
/** Short ones count only after a comma, because they are last names, too. */
const DEGREES = /(?:,? +(?:ph ?d|ed ?d|m ?ed|mba|nbct)|, +(?:ma|ms|mat|mls|msw|ba|bs|bed|eds|rn|lcsw|lcpc|cpa))+$/;
/** Father and son share names, and often an address. */
const GENERATION = /,? +(jr|sr|ii|iii|iv|v)$/;
const LAST_FIRST = /^([^,]+), *([^,]+)$/;

/** A name as it is compared: its words without title and degrees, with the last name last, and which generation it names. */
export type NameWords = { words: string[]; sorted: string; joined: string; generation: string };

export function nameWords(name: string): NameWords {
  const bare = nameKey(name).replace(TITLES, '').replace(DEGREES, '');
  const generation = GENERATION.exec(bare)?.[1] ?? '';
  const words = bare
    .replace(GENERATION, '')
    .replace(LAST_FIRST, '$2 $1')
    .replaceAll(',', ' ')
    .split(' ')
    .filter(Boolean);
  return { words, sorted: [...words].sort().join(' '), joined: words.join(''), generation };
}

/** Returns whether one word is the other, or its initial. In other scripts, a beginning is another name: 李 and 李小龙. */
const fits = (one = '', other = '') =>
  one === other ||
  (/^\p{Script=Latin}+$/u.test(one + other) &&
    (one.length === 1 || other.length === 1) &&
    (one.startsWith(other) || other.startsWith(one)));

/**
 * Returns whether two names with one address are one name as platforms write it in the rows of a list: in any order, with an
 * initial, or with a part left out ("Dan L.", "Dan", "Dan Light"). Two first names are two people, as are two last names,
 * because people share addresses.
 */
export function isOneName(one: NameWords, other: NameWords): boolean {
  if (one.generation !== other.generation) return false;
  if (one.sorted === other.sorted || one.joined === other.joined) return true;
  const [short, long] = one.words.length <= other.words.length ? [one.words, other.words] : [other.words, one.words];
  if (short.length === 0 || !fits(short[0], long[0])) return false;
  // Each word of the shorter name is in the longer one, in their order.
  let at = 0;
  return short.every((word) => {
    while (at < long.length && !fits(word, long[at])) at++;
    return at++ < long.length;
  });
}

/** Returns whether two such names differ by nothing but a middle name that one of them leaves out: "Bo Little Light", "Bo Light". */
export function leavesOutMiddle(one: NameWords, other: NameWords): boolean {
  const [short, long] = one.words.length < other.words.length ? [one, other] : [other, one];
  const isEnd = (at: number) => short.words.at(at) === long.words.at(at) && short.words.at(at)!.length > 1;
  return short.words.length === 2 && short.generation === long.generation && isEnd(0) && isEnd(-1);
}
