import { listProviderRows, type ProviderRow } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import { YEARLY_DEFAULTS } from '@/lib/settings/yearly-defaults';
import { filterOf, type ProviderListQuery } from '../list-query';

const PAGE = 50;

/** Returns the providers that a query finds, by name, and where the next page starts. For staff. */
export async function listProviders(
  ctx: Context,
  query: ProviderListQuery,
): Promise<{ providers: ProviderRow[]; next: number | null }> {
  authorize(ctx, 'provider.list-every');
  const rows = await listProviderRows(ctx.db, {
    ...filterOf(query),
    missing: query.missing && { ...query.missing, today: ctx.clock.today(), defaults: YEARLY_DEFAULTS },
    closedToo: true,
    afterId: query.after,
    limit: PAGE + 1,
  });
  const { shown, next } = onePage(rows, PAGE, ({ id }) => id);
  return { providers: shown, next };
}
