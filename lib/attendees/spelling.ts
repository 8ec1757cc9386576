import { isOneCase } from './import/names';

/** Returns why a name may not be what a certificate should print; null when nothing looks wrong. */
export function whySpellingLooksWrong(name: string): string | null {
  if (isOneCase(name)) return 'All in one case';
  if (/\d/.test(name)) return 'Has a digit';
  if (/[()[\]{}<>"“”*/\\|_=#]/.test(name)) return 'Has an unusual character';
  // Degrees and generational suffixes follow a comma, too, so they are allowed.
  if (
    /^[^\s,]+,\s+\p{L}{2,}\s*\p{L}*\.?$/u.test(name) &&
    !/,\s*(jr|sr|ii|iii|iv|ph\.?d|m\.?d|m\.?ed|ed\.?d|rn|mba|ma|ba|ms)\.?$/i.test(name)
  ) {
    return 'May be “Last, First”';
  }
  if (/^[\p{Script=Latin}\p{M}'’.-]+$/u.test(name)) return 'Only one word';
  return null;
}
