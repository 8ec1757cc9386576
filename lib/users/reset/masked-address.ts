import { keyedHash } from '@/lib/platform/keyed-hash';
import { plainAddress } from './rules';

const DOTS = '•••';

/**
 * Masks `jordan@bigsky.k12.mt.us` as `j•••@b•••.us`: enough for people to recognize their own address, too little to
 * learn it.
 */
export function maskAddress(address: string): string {
  const [, local = '', domain = ''] = /^(.*)@([^@]*)$/s.exec(plainAddress(address)) ?? [];
  const dot = domain.lastIndexOf('.');
  const ending = dot > 0 ? domain.slice(dot) : '';
  return `${[...local][0] ?? ''}${DOTS}@${[...domain][0] ?? ''}${DOTS}${ending}`;
}

/**
 * Returns whether this could be the address behind the mask. It reveals no more than the mask does, whatever is on
 * file.
 */
export function fitsMask(typed: string, mask: string): boolean {
  return maskAddress(typed) === mask;
}

/** How addresses of schools, agencies and mail services in Montana begin and end. */
const DOMAINS = [
  ...['g•••.com', 'g•••.com', 'g•••.com', 'y•••.com', 'o•••.com', 'h•••.com', 'm•••.org', 'b•••.org', 'm•••.gov'],
  ...['b•••.us', 'm•••.us', 'h•••.us', 'g•••.us', 'k•••.us', 'u•••.edu', 'm•••.edu', 'b•••.org', 's•••.org'],
];

/**
 * Returns the mask to show for a username without an account. It is always the same for the same name and looks like a
 * real one, which usually begins like the username.
 */
export function plausibleMask(username: string): string {
  const bytes = Buffer.from(keyedHash('reset: mask', username), 'hex');
  const own = /^[a-z]/.exec(username)?.[0];
  const other = 'abcdeghjklmnrst'[bytes[0]! % 15]!;
  const initial = own && bytes[1]! < 200 ? own : other;
  return `${initial}${DOTS}@${DOMAINS[bytes[2]! % DOMAINS.length]}`;
}
