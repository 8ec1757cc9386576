/** A text string of a PDF: plain where every reader agrees on the letters, else UTF-16 in hexadecimal. */
export function pdfString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** A moment as PDF writes it, in UTC: `D:20260503160000+00'00'`. */
export function pdfDate(moment: Date): string {
  const digits = moment.toISOString().replace(/\D/g, '').slice(0, 14);
  return `(D:${digits}+00'00')`;
}

/** The moment in the text of a PDF date, or null. */
export function momentOf(text: string): Date | null {
  const [, digits, sign, hours, minutes] = /^D:(\d{14})(?:Z|([+-])(\d\d)'(\d\d)'?)/.exec(text) ?? [];
  if (!digits) return null;
  const iso = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6');
  const moment = new Date(`${iso}${sign ? `${sign}${hours}:${minutes}` : 'Z'}`);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
