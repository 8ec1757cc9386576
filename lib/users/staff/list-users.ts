import { z } from 'zod';
import { listUsersForStaff } from '@/db/queries/staff-users';
import { authorize } from '@/lib/access/authorize';
import { searchable } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';

const PAGE = 50;
const MAX_WORDS = 6;

/** The list's URL parameters: the search text, and the person that the page starts after. Invalid values are ignored. */
export const userListSchema = z.object({
  q: z
    .string()
    .max(100)
    .refine((text) => text.isWellFormed() && !text.includes('\0'))
    .catch(''),
  after: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number)
    .nullable()
    .catch(null),
});

/** Returns everybody who has an account, by name, and the person that the next page starts after. For staff. */
export async function listUsers(ctx: Context, { q, after }: z.output<typeof userListSchema>) {
  authorize(ctx, 'account.read');
  const words = searchable(q).split(' ').filter(Boolean).slice(0, MAX_WORDS);
  const rows = await listUsersForStaff(ctx.db, { words, afterId: after, limit: PAGE + 1 });
  const people = rows.slice(0, PAGE);
  return { people, next: rows.length > PAGE ? people.at(-1)!.id : null };
}

export type ListedUser = Awaited<ReturnType<typeof listUsers>>['people'][number];
