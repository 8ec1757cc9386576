import { MONTHS, WEEKDAYS } from '@/lib/platform/days';

const BUILT_IN: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  27: 'm/d/yyyy',
  30: 'm/d/yyyy',
  36: 'm/d/yyyy',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  49: '@',
  50: 'm/d/yyyy',
  57: 'm/d/yyyy',
};

/** Returns the code of a format that workbooks refer to only by number; `General` for the rest. */
export const builtInFormat = (id: number) => BUILT_IN[id] ?? 'General';

const DAY_MS = 86_400_000;

/** Quoted text, escaped characters, sections, and the tokens of days and numbers. */
const TOKENS =
  /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM\/PM|A\/P|y+|m+|d+|h+|s+(?:\.0+)?|[#0?]+(?:,[#0?]+)*(?:\.[#0?]*)?|\.[0#?]+|E[+-]0+|General|@|%|./gi;

const withoutText = (code: string) => code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, '');

/** Returns whether a format shows a number as a day or a time. */
export const isDayFormat = (code: string) =>
  code !== 'General' && /[ymdhs]/i.test(withoutText(code).replaceAll(/General/gi, ''));

/** Returns a number as a cell with this format shows it. */
export function formatNumber(value: number, code: string, date1904: boolean): string {
  const sections = code.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const section =
    (value < 0 && sections[1] !== undefined ? sections[1] : value === 0 && sections[2] ? sections[2] : sections[0]) ??
    'General';
  if (/^(General|@)?$/i.test(withoutText(section).trim())) return general(value);
  if (isDayFormat(section)) return value < 0 ? general(value) : asDay(value, section, date1904);
  return asNumber(sections[1] !== undefined ? Math.abs(value) : value, section);
}

/** Formats a number as Excel does without a format: at most eleven digits, except longer whole numbers, which are ids. */
function general(value: number): string {
  return String(Number(value.toPrecision(15)));
}

function asNumber(value: number, code: string): string {
  const tokens = code.match(TOKENS) ?? [];
  const percents = tokens.filter((token) => token === '%').length;
  const shown = Math.abs(value) * 100 ** percents;
  const digits = tokens.filter((token) => /^[#0?.]/.test(token));
  // A fraction, an exponent or a condition says no more than the number itself.
  if (tokens.some((token) => token === '/' || /^(E[+-]|\[[<>=])/i.test(token))) return general(value);
  const places = digits.length === 1 ? (digits[0]!.split('.')[1]?.length ?? 0) : 0;
  const [whole = '', fraction = ''] = (digits.length > 1 ? Math.round(shown) : shown)
    .toFixed(Math.min(places, 15))
    .split('.');
  const wanted = digits.map((token) => token.split('.')[0]!.replaceAll(',', ''));
  // Groups such as 000-00-0000 share the digits from the right.
  const groups: string[] = [];
  let rest = whole;
  for (const group of wanted.slice(1).reverse()) {
    groups.unshift(rest.slice(-group.length).padStart(group.length, '0'));
    rest = rest.slice(0, -group.length);
  }
  const least = (wanted[0] ?? '').replaceAll(/[#?]/g, '').length;
  const padded = rest.replace(/^0+(?=\d)/, '').padStart(least, '0');
  const first = least === 0 && /^0*$/.test(padded) ? '' : padded;
  groups.unshift(digits[0]?.includes(',') ? first.replaceAll(/\B(?=(\d{3})+$)/g, ',') : first);
  const optional = (digits[0]?.split('.')[1] ?? '').replace(/^0*/, '').length;
  const kept = fraction.replace(new RegExp(`0{0,${optional}}$`), '');
  let at = 0;
  const text = tokens.map((token) => {
    if (/^[#0?.]/.test(token)) {
      const group = groups[at++] ?? '';
      return at === 1 && kept ? `${group || '0'}.${kept}` : group;
    }
    // After the digits, a comma divides by a thousand.
    return token === ',' ? '' : literal(token);
  });
  return `${value < 0 ? '-' : ''}${text.join('')}`.trim();
}

function literal(token: string): string {
  if (token.startsWith('"')) return token.slice(1, -1);
  if (token.startsWith('\\')) return token.slice(1);
  if (token.startsWith('_') || token.startsWith('*')) return token.startsWith('_') ? ' ' : '';
  if (token.startsWith('[')) return /^\[\$([^-\]]*)/.exec(token)?.[1] ?? '';
  return token;
}

function asDay(value: number, code: string, date1904: boolean): string {
  const seconds = Math.round(value * 86_400);
  const days = Math.floor(seconds / 86_400);
  // Excel counts a February 29, 1900, which did not exist.
  const from = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const date = new Date(from + days * DAY_MS + (seconds % 86_400) * 1000);
  const tokens = code.match(TOKENS) ?? [];
  const isTwelve = tokens.some((token) => /^(AM\/PM|A\/P)$/i.test(token));
  const two = (number: number) => String(number).padStart(2, '0');
  const isMinute = (at: number) => {
    const before = tokens
      .slice(0, at)
      .reverse()
      .find((token) => /^(\[?[ymdhs]+)/i.test(token) && !token.startsWith('"'));
    const after = tokens.slice(at + 1).find((token) => /^(\[?[ymdhs]+)/i.test(token) && !token.startsWith('"'));
    return /^\[?h/i.test(before ?? '') || /^s/i.test(after ?? '');
  };
  const show = (token: string, at: number): string => {
    const kind = token.toLowerCase();
    if (/^\[h+\]$/.test(kind)) return String(Math.floor(seconds / 3600));
    if (/^\[m+\]$/.test(kind)) return String(Math.floor(seconds / 60));
    if (/^\[s+\]$/.test(kind)) return String(seconds);
    if (/^y/.test(kind)) return kind.length > 2 ? String(date.getUTCFullYear()) : two(date.getUTCFullYear() % 100);
    if (/^m/.test(kind)) {
      if (isMinute(at)) return kind.length > 1 ? two(date.getUTCMinutes()) : String(date.getUTCMinutes());
      const month = date.getUTCMonth();
      if (kind.length > 2) return kind.length === 3 ? MONTHS[month]!.slice(0, 3) : MONTHS[month]!;
      return kind.length === 2 ? two(month + 1) : String(month + 1);
    }
    if (/^d/.test(kind)) {
      const weekday = WEEKDAYS[date.getUTCDay()]!;
      if (kind.length > 2) return kind.length === 3 ? weekday.slice(0, 3) : weekday;
      return kind.length === 2 ? two(date.getUTCDate()) : String(date.getUTCDate());
    }
    if (/^h/.test(kind)) {
      const hour = isTwelve ? date.getUTCHours() % 12 || 12 : date.getUTCHours();
      return kind.length > 1 ? two(hour) : String(hour);
    }
    if (/^s/.test(kind)) return two(date.getUTCSeconds());
    if (/^(am\/pm|a\/p)$/.test(kind)) return date.getUTCHours() < 12 ? 'AM' : 'PM';
    return literal(token);
  };
  return tokens.map(show).join('').trim();
}
