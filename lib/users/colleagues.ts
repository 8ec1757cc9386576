import { findColleague, listColleagues as listRows } from '@/db/queries/memberships';
import type { Role } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import type { Context } from '@/lib/platform/visit';
import { userNotFound } from './record-id';

export type Colleague = {
  userId: number;
  name: string;
  username: string;
  email: string;
  role: Role;
  disabledAt: Date | null;
};

/** No provider has this many people; the limit only bounds the page. */
const MAX = 500;

/** Returns everybody who works for the manager's provider. */
export async function listColleagues(ctx: Context): Promise<(Colleague & { lastSeenAt: Date | null })[]> {
  authorize(ctx, 'user.manage');
  return listRows(ctx.db, getPlace(ctx.actor).providerId, MAX);
}

/**
 * Returns one colleague.
 * @throws AppError `forbidden`, or `not_found`, both for people at other providers and for people who do not exist
 */
export async function getColleague(ctx: Context, userId: number): Promise<Colleague> {
  authorize(ctx, 'user.manage');
  const colleague = await findColleague(ctx.db, userId, getPlace(ctx.actor).providerId);
  if (!colleague) throw userNotFound();
  return colleague;
}
