/** Formats a text string for a PDF: plain where every reader agrees on the characters, else UTF-16 in hexadecimal. */
export function pdfString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** Formats a moment for a PDF, in UTC: `D:20260503160000+00'00'`. */
export function pdfDate(moment: Date): string {
  const digits = moment.toISOString().replace(/\D/g, '').slice(0, 14);
  return `(D:${digits}+00'00')`;
}

/** Returns the moment in the text of a PDF date, or null. */
export function momentOf(text: string): Date | null {
  const [, digits, sign, hours, minutes] = /^D:(\d{14})(?:Z|([+-])(\d\d)'(\d\d)'?)/.exec(text) ?? [];
  if (!digits) return null;
  const iso = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6');
  const moment = new Date(`${iso}${sign ? `${sign}${hours}:${minutes}` : 'Z'}`);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** Returns the text of a string in PDF notation, as programs write it; each byte of one without UTF-16 is a character. */
export function textOf(value: string): string {
  const bytes = value.startsWith('<') ? Buffer.from(value.slice(1, -1).replaceAll(/\s/g, ''), 'hex') : unescaped(value);
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1');
  return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString('utf16le');
}

const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' };

function unescaped(literal: string): Buffer {
  const text = literal
    .slice(1, -1)
    .replaceAll(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_all, octal?: string, sign?: string) =>
      octal === undefined ? (ESCAPED[sign!] ?? sign!) : String.fromCharCode(Number.parseInt(octal, 8) & 0xff),
    );
  return Buffer.from(text, 'latin1');
}
