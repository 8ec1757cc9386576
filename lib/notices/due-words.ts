import { reportingYear } from '@/lib/events/reporting-year';
import type { Day } from '@/lib/platform/clock';
import { daysBetween, formatDay } from '@/lib/platform/days';
import { DOCUMENT_WORDS, type DocumentKind } from '@/lib/yearly-documents/rules';
import { inDays } from './words';

/** Returns "Annual report 2026–27". */
export function documentTitle(kind: DocumentKind, year: number): string {
  return `${DOCUMENT_WORDS[kind]} ${reportingYear(year).label}`;
}

/** Says by when a document is due: "Due on September 30, 2026, in 7 days." */
export function dueWords(dueOn: Day, today: Day): string {
  const days = daysBetween(today, dueOn);
  if (days > 0) return `Due on ${formatDay(dueOn)}, in ${inDays(days)}.`;
  return days === 0 ? `Due today, ${formatDay(dueOn)}.` : `Was due on ${formatDay(dueOn)}, ${inDays(-days)} ago.`;
}
