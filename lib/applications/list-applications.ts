import {
  countUndecidedApplications,
  listDecidedApplications,
  listUndecidedApplications,
} from '@/db/queries/applications';
import { authorize } from '@/lib/access/authorize';
import { searchWords } from '@/lib/platform/lists/filters';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import type { ApplicationListQuery } from './list-query';

const PAGE = 50;
const COUNTED = 100;

export type ListedApplication = Awaited<ReturnType<typeof listUndecidedApplications>>[number];

/**
 * Returns the applications that a query finds, and where the next page starts: those to decide by the day on which they
 * are due, the others latest first.
 * @throws AppError `forbidden`
 */
export async function listApplications(
  ctx: Context,
  { list, q, after }: ApplicationListQuery,
): Promise<{ applications: ListedApplication[]; next: number | null }> {
  authorize(ctx, 'application.decide');
  const page = { words: searchWords(q), after, limit: PAGE + 1 };
  const rows =
    list === 'undecided'
      ? await listUndecidedApplications(ctx.db, page)
      : await listDecidedApplications(ctx.db, { ...page, status: list });
  const { shown, next } = onePage(rows, PAGE, ({ id }) => id);
  return { applications: shown, next };
}

/**
 * Returns how many applications wait for a decision, in words: "100+" for a hundred or more.
 * @throws AppError `forbidden`
 */
export async function countToDecide(ctx: Context): Promise<string> {
  authorize(ctx, 'application.decide');
  const count = await countUndecidedApplications(ctx.db, COUNTED);
  return count < COUNTED ? String(count) : `${COUNTED}+`;
}
