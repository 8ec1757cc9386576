import { findColleague, listColleagues as listRows } from '@/db/queries/memberships';
import { AppError } from '@/lib/platform/errors';
import type { Actor, Context, Role } from '@/lib/platform/visit';
import { userNotFound } from './record-id';
import { whyMayNotManageUsers } from './roles';

export type Colleague = {
  userId: number;
  name: string;
  username: string;
  email: string;
  role: Role;
  disabledAt: Date | null;
};

/** No provider has so many people; it only bounds the page. */
const MOST = 500;

type Manager = Extract<Actor, { kind: 'provider' }>;

/** @throws AppError `forbidden` */
export function authoriseUserManagement(actor: Actor): asserts actor is Manager {
  const why = whyMayNotManageUsers(actor);
  if (why) throw new AppError('forbidden', why);
}

/** Everybody who works for the manager's provider. */
export async function listColleagues(ctx: Context): Promise<(Colleague & { lastSeenAt: Date | null })[]> {
  const { actor } = ctx;
  authoriseUserManagement(actor);
  return listRows(ctx.db, actor.providerId, MOST);
}

/**
 * One of them.
 * @throws AppError `forbidden`, or `not_found` for people of other providers as for nobody
 */
export async function getColleague(ctx: Context, userId: number): Promise<Colleague> {
  const { actor } = ctx;
  authoriseUserManagement(actor);
  const colleague = await findColleague(ctx.db, userId, actor.providerId);
  if (!colleague) throw userNotFound();
  return colleague;
}
