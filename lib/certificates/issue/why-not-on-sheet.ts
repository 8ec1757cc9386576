import { whyNotPrintable } from '@/lib/platform/printable';
import { tidyLine } from '@/lib/platform/text';

type Person = { name: string; school: string; educatorNumber: string };

/**
 * Returns why what Section I says about a person can't be printed; null when it can. Older rows can have characters that were
 * later found to be unprintable.
 */
export function whyNotOnSheet({ name, school, educatorNumber }: Person): string | null {
  for (const text of [name, school, educatorNumber]) {
    const why = whyNotPrintable(tidyLine(text));
    if (why) return why;
  }
  return null;
}
