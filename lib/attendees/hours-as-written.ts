const HALVES: Record<string, string> = { '½': '1/2', '¼': '1/4', '¾': '3/4', '⅓': '1/3', '⅔': '2/3' };
const HOURS =
  '(?:h|hs|hr|hrs|hour|hours|hora|horas|heure|heures|std|stunde|stunden|ore|(?:opi )?(?:pdus?|(?:renewal )?units?)|opi|rus?|credits?|(?:credit|clock|contact|ceu|cpe|pd|pir|training|inservice|in-service) (?:hours?|hrs?))';
const MINUTES = '(?:m|min|mins|minute|minutes|minuto|minutos|minuten)';
/** A sum of binary numbers can have 17 decimals: "3.5999999999999996". */
const NUMBER = String.raw`\d{0,4}(?:[.,]\d{1,20})?`;

const CLOCK = /^(\d{1,3}):([0-5]?\d)(?::[0-5]\d(?:\.\d+)?)?(?:\s*(?:h|hrs?|hours?))?$/;
const WITH_MINUTES = new RegExp(
  String.raw`^(${NUMBER})\s*${HOURS}\.?,?\s*(?:and\s*|&\s*)?(\d{1,4})\s*${MINUTES}?\.?(?:\s*\d{1,2}\s*s(?:ec(?:onds?)?)?)?$`,
);
const MINUTES_ONLY = new RegExp(String.raw`^(${NUMBER})\s*${MINUTES}\.?$`);
const FRACTION = new RegExp(String.raw`^(?:(\d{1,3})(?:\s+(?:and\s+)?|-))?(\d{1,2})\/(\d{1,2})\s*${HOURS}?\.?$`);
const PLAIN = new RegExp(String.raw`^(${NUMBER})\s*(?:${HOURS}\.?)?(?:\s*\(\w+\))?$`);

/**
 * Reads hours as people and spreadsheets write them: "1.5 hrs", "1:30", "2h", "1 1/2", "1,5", "90 min".
 * @returns the minutes, which may have a fraction; null when it is not an amount of time
 */
export function minutesAsWritten(typed: string): number | null {
  const text = typed
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[½¼¾⅓⅔]/g, (sign) => ` ${HALVES[sign]}`)
    .replaceAll(/\s+/g, ' ')
    .trim();
  const iso = /^pt(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:[\d.]+s)?$/.exec(text);
  if (iso && /\d[hm]/.test(text)) return Number(iso[1] ?? 0) * 60 + Number(iso[2] ?? 0);
  const number = (digits: string) => (/\d/.test(digits) ? Number(digits.replace(',', '.')) : Number.NaN);
  // 1,000 is a thousand to one reader and 1 to another.
  if (/^\d{1,3}[.,]000$/.test(text) && text.includes(',')) return null;
  const clock = CLOCK.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const fraction = FRACTION.exec(text);
  if (fraction && Number(fraction[3]) > 0)
    return Number(fraction[1] ?? 0) * 60 + (Number(fraction[2]) * 60) / Number(fraction[3]);
  const both = WITH_MINUTES.exec(text);
  if (both && /\d/.test(both[1]!)) return number(both[1]!) * 60 + Number(both[2]);
  const minutes = MINUTES_ONLY.exec(text);
  if (minutes && /\d/.test(minutes[1]!)) return number(minutes[1]!);
  const hours = PLAIN.exec(text);
  return hours && /\d/.test(hours[1]!) ? number(hours[1]!) * 60 : null;
}

/**
 * Rounds an amount of time down to quarter hours, because time that was not attended is never credited (STAFF,
 * "Attendance to units").
 */
export function quartersRoundedDown(minutes: number): { hours: string; isRounded: boolean } {
  const quarters = minutes / 15;
  const near = Math.round(quarters);
  // Allows for the rounding error of a spreadsheet's binary numbers.
  const whole = Math.abs(quarters - near) < 1e-7 ? near : Math.floor(quarters);
  return { hours: String(whole / 4), isRounded: Math.abs(quarters - whole) >= 1e-7 };
}

/**
 * Writes minutes as hours, as `minutesAsWritten` reads them: "1.5", or "50 min" and "1 h 20 min" for other parts of an hour
 * than quarters.
 */
export function hoursInWords(minutes: number): string {
  // Allows for the rounding error of binary numbers.
  const whole = Math.floor(minutes + 1e-6);
  if (whole % 15 === 0) return String(whole / 60);
  return whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)} h ${whole % 60} min`;
}
