import { z } from 'zod';
import { listUsersForStaff } from '@/db/queries/staff-users';
import { authorize } from '@/lib/access/authorize';
import { ifValid, recordId, searchText, searchWords } from '@/lib/platform/lists/filters';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';

const PAGE = 50;

/** The list's URL parameters: the search text, and the person that the page starts after. Invalid values are ignored. */
export const userListSchema = z.object({ q: searchText, after: ifValid(recordId) });

/** Returns everybody who has an account, by name, and the person that the next page starts after. For staff. */
export async function listUsers(ctx: Context, { q, after }: z.output<typeof userListSchema>) {
  authorize(ctx, 'account.read');
  const rows = await listUsersForStaff(ctx.db, { words: searchWords(q), afterId: after, limit: PAGE + 1 });
  const { shown, next } = onePage(rows, PAGE, ({ id }) => id);
  return { people: shown, next };
}

export type ListedUser = Awaited<ReturnType<typeof listUsers>>['people'][number];
