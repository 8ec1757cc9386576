import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { OBVIOUS_WORDS } from './obvious-words';
import { unmetRules } from './password-shape';

/** The person the password is for: what others know about a person is no secret. */
export type PasswordPerson = { username: string; name: string; email: string; providerNames?: string[] };

/** A patient attacker who only tries at our sign-in cracks any password that takes fewer than a million guesses. */
const MIN_GUESSES = 6;
/** Estimating more characters than this takes long and changes nothing. */
const WEIGHED = 64;

/**
 * Returns the sentence that says why this may not be the person's password, or null. It is pure: the browser calls it
 * while people type, and the server decides (M2, and "not among breached or obvious ones").
 */
export function whyNotPassword(password: string, person: PasswordPerson): string | null {
  const text = password.normalize('NFC');
  if (!text.isWellFormed() || /\p{Cc}/u.test(text)) {
    return 'The password contains a character that can’t be typed. Type it again without it.';
  }
  const unmet = unmetRules(text);
  if (unmet.length > 0) return unmet.map(({ sentence }) => sentence).join(' ');
  if (isMadeOf(text, personalWords(person))) {
    return 'That password is too easy to guess: it is mostly your name, username, email address or provider. Choose something else.';
  }
  if (isMadeOf(text, [...OBVIOUS_WORDS, ...personalWords(person)])) {
    return 'That password is too easy to guess. Choose something else, such as four unrelated words and a number.';
  }
  if (guesses(text, person) < MIN_GUESSES) {
    return 'That password, or one very similar, is commonly used. Choose something else, such as four unrelated words and a number.';
  }
  return null;
}

/** Describes in one word how strong an acceptable password is. */
export function passwordStrength(password: string, person: PasswordPerson): 'fair' | 'good' | 'strong' {
  const power = guesses(password.normalize('NFC'), person);
  if (power < 8) return 'fair';
  return power < 11 ? 'good' : 'strong';
}

let weigher: ZxcvbnFactory | undefined;

/** Estimates the number of guesses as a power of ten; 49,000 breached passwords are known by rank. */
function guesses(text: string, person: PasswordPerson): number {
  weigher ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return weigher.check([...text].slice(0, WEIGHED).join(''), personalWords(person)).guessesLog10;
}

/**
 * Returns whether hardly anything is left once these words and all non-letters are removed: `J0rdan-Doe-2026!` is
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

/** Lowercases and strips accents, because attackers try both forms. */
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
