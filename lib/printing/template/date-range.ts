const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/**
 * Formats dates as 'May 3, 2026', 'May 3–5, 2026' or 'April 30 – May 2, 2026'; days are strings, so no time zone can
 * shift them.
 */
export function dateRange(from: string | undefined, to: string | undefined): string {
  const first = parse(from);
  const last = parse(to) ?? first;
  if (!first || !last) return '';
  if (from === to || first === last) return long(first);
  if (first.year !== last.year) return `${long(first)} – ${long(last)}`;
  if (first.month !== last.month) return `${first.month} ${first.day} – ${long(last)}`;
  return `${first.month} ${first.day}–${last.day}, ${last.year}`;
}

type Day = { year: string; month: string; day: number };

function parse(day: string | undefined): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  const month = MONTHS[Number(match?.[2]) - 1];
  return match && month ? { year: match[1]!, month, day: Number(match[3]) } : null;
}

function long({ year, month, day }: Day): string {
  return `${month} ${day}, ${year}`;
}
