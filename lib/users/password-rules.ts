import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { OBVIOUS_WORDS } from './obvious-words';
import { unmetRules } from './password-shape';

/** Whose password it is to be: what others know of a person is no secret. */
export type PasswordPerson = { username: string; name: string; email: string; providerNames?: string[] };

/** Under a million guesses a password falls to somebody patient who only tries at our sign-in. */
const FEWEST_GUESSES = 6;
/** A guess at more than this many characters takes long and changes nothing. */
const WEIGHED = 64;

/**
 * Why this may not be a person's password, as a sentence, or null. Pure; the browser asks it while one types, and the
 * server decides (M2, and "not among breached or obvious ones").
 */
export function whyNotPassword(password: string, person: PasswordPerson): string | null {
  const text = password.normalize('NFC');
  if (!text.isWellFormed() || /\p{Cc}/u.test(text)) {
    return 'That has a character that cannot be typed. Type the password again without it.';
  }
  const unmet = unmetRules(text);
  if (unmet.length > 0) return unmet.map(({ sentence }) => sentence).join(' ');
  if (isMadeOf(text, personalWords(person))) {
    return 'That is mostly your own name, username, e-mail address or provider, which others know. Choose something else.';
  }
  if (isMadeOf(text, [...OBVIOUS_WORDS, ...personalWords(person)])) {
    return 'That is mostly a word that would be tried first here. Choose something else; four unrelated words and a numeral are good.';
  }
  if (guesses(text, person) < FEWEST_GUESSES) {
    return 'That password, or one much like it, is among the first that are tried. Choose another; four unrelated words and a numeral are good.';
  }
  return null;
}

/** How strong a password is that passes, in a word. */
export function passwordStrength(password: string, person: PasswordPerson): 'fair' | 'good' | 'strong' {
  const power = guesses(password.normalize('NFC'), person);
  if (power < 8) return 'fair';
  return power < 11 ? 'good' : 'strong';
}

let weigher: ZxcvbnFactory | undefined;

/** How many guesses it would take, as a power of ten; 49,000 passwords from breaches are known by rank. */
function guesses(text: string, person: PasswordPerson): number {
  weigher ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return weigher.check([...text].slice(0, WEIGHED).join(''), personalWords(person)).guessesLog10;
}

/**
 * Whether hardly anything is left once these words, and what is no letter, are taken out: `J0rdan-Doe-2026!` is
 * nothing but a name, `Jordan likes purple trout 7` is more.
 */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  return [folded(text), folded(unleet(text))].some((spelling) => {
    let left = spelling;
    for (const word of longestFirst) left = left.replaceAll(word, ' ');
    const remaining = left.replaceAll(/\P{L}/gu, '').length;
    const taken = spelling.replaceAll(/\P{L}/gu, '').length - remaining;
    return taken > remaining && remaining < 5;
  });
}

function personalWords({ username, name, email, providerNames = [] }: PasswordPerson): string[] {
  return [username, name, email, ...providerNames]
    .flatMap((text) => folded(text).split(/[^\p{L}]+/u))
    .filter((word) => word.length >= 3);
}

/** Lower case without accents: whoever guesses tries both. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

function unleet(text: string): string {
  return text.replaceAll(/[013457@$!]/g, (sign) => LEET[sign]!);
}
