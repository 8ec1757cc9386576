import { authorize } from '@/lib/access/authorize';
import { reportingYearOf } from '@/lib/events/reporting-year';
import type { Context } from '@/lib/platform/visit';
import { settingNow } from '@/lib/settings/read-setting';
import type { DocumentKind } from '../rules';

/** As long as records are kept. */
const MAX_YEARS = 6;

/**
 * Returns the documents that can be missing, the latest reporting year first: the agreements of the years that have begun,
 * and the reports of those that have ended. For staff.
 * @throws AppError `forbidden`
 */
export async function missingChoices(ctx: Context): Promise<{ kind: DocumentKind; year: number }[]> {
  authorize(ctx, 'provider.list-every');
  const { firstYear } = await settingNow(ctx, 'yearly');
  const { start: current } = reportingYearOf(ctx.clock.today());
  const first = Math.max(Number(firstYear), current - MAX_YEARS);
  return Array.from({ length: Math.max(0, current - first + 1) }, (_, n) => current - n).flatMap((year) => [
    { kind: 'agreement' as const, year },
    ...(year < current ? [{ kind: 'report' as const, year }] : []),
  ]);
}
