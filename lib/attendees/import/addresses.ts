import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { tidyLine } from '@/lib/platform/text';

const BLANK =
  /^(nan|n\/?a|#n\/a|none|no|null|undefined|nil|unknown|anonymous|info requested|not provided|no email|tbd|x|[-–—.?]+)$/i;

/** A telephone number, or a remark in place of an address. */
const NO_ADDRESS =
  /^[\d\s().+/x-]{7,}$|^(on file|same|see|not given|none given|refused|declined|pending|will send|ask|don.?t have|does ?n.?t have)\b[^@]*$/i;

/** Returns whether a platform shows an address only in part: "an***@example.org". */
function isMasked(text: string): boolean {
  const [local = '', host, ...more] = text.split('@');
  return Boolean(host) && more.length === 0 && !/\s/.test(text) && /\*\*|[•…]|\.{3}|x{4}/i.test(local);
}

/** One address inside a text. */
const INSIDE = /[^\s<>()[\],;:"'“”/|]+@[^\s<>()[\],;:"“”/|]+/u;

/** Returns the address in a cell and a note on what was changed; the text itself when it is not an address. */
export function addressOf(cell: string): { email: string; note: string | null } {
  const text = tidyLine(cell);
  if (text === '' || BLANK.test(text)) return { email: '', note: null };
  if (isMasked(text))
    return { email: '', note: `The list hides part of the email address ${text}, so it is left out.` };
  const plain = text.replace(/^mailto:/i, '').replace(/^[<"'([]+|[>"'),;.\]]+$/g, '');
  if (isMailAddress(plain) && !/[/|]/.test(plain)) return { email: plain, note: null };
  const named = /<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+?)\.?\s*>/i.exec(text)?.[1];
  if (named && isMailAddress(named)) return { email: named, note: null };
  const several = text
    .split(/[\s;,|/]+|\bor\b|\band\b/)
    .map((part) => part.replace(/^mailto:/i, '').replace(/^[<"'(]+|[>"'),;.:]+$/g, ''))
    .filter(isMailAddress);
  if (several.length > 0) {
    const note = several.length > 1 ? `Of several email addresses, the first is used: ${several[0]}.` : null;
    return { email: several[0]!, note };
  }
  const joined = plain.replaceAll(/\s+/g, '');
  if (isMailAddress(joined) && /^\S+ ?@ ?\S+( ?\. ?\w+)?$/.test(plain)) {
    return { email: joined, note: `The blank in the email address was removed: ${joined}.` };
  }
  if (NO_ADDRESS.test(text))
    return { email: '', note: `“${text.slice(0, 60)}” is not an email address, so it is left out.` };
  return { email: text, note: null };
}

/** Splits a cell such as "Ana Redfern <ana@example.org>" into name and address; null when the cell has no address. */
export function nameAndAddress(cell: string): { name: string; email: string } | null {
  if (!cell.includes('@')) return null;
  return partsOf(cell.replaceAll(/(^|[\s<])'([^']*)'(?=$|[\s>,;])/g, '$1$2'));
}

function partsOf(cell: string): { name: string; email: string } | null {
  const found = INSIDE.exec(cell);
  if (!found) return null;
  const email = found[0].replace(/^mailto:/i, '').replace(/[.]+$/, '');
  if (!isMailAddress(email)) return null;
  const rest = `${cell.slice(0, found.index)} ${cell.slice(found.index + found[0].length)}`;
  const name = tidyLine(rest.replace(/mailto:/i, ' ').replaceAll(/[<>"“”]|\(\s*\)|\[\s*\]/g, ' ')).replaceAll(
    /^[\s,;:|/–—-]+|[\s,;:|/–—-]+$/g,
    '',
  );
  return /\p{L}/u.test(name) && !isMailAddress(name) ? { name, email } : null;
}
