import { z } from 'zod';
import { listUsersForStaff } from '@/db/queries/staff-users';
import { searchable } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { authoriseStaff } from './policy';

const PAGE = 50;
const MOST_WORDS = 6;

/** The list's address: what is searched, and after whom the page starts. What makes no sense is left out. */
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

/** For staff: everybody who has an account, by name, and after whom the next page starts. */
export async function listUsers(ctx: Context, { q, after }: z.output<typeof userListSchema>) {
  authoriseStaff(ctx.actor);
  const words = searchable(q).split(' ').filter(Boolean).slice(0, MOST_WORDS);
  const rows = await listUsersForStaff(ctx.db, { words, afterId: after, limit: PAGE + 1 });
  const people = rows.slice(0, PAGE);
  return { people, next: rows.length > PAGE ? people.at(-1)!.id : null };
}

export type ListedUser = Awaited<ReturnType<typeof listUsers>>['people'][number];
