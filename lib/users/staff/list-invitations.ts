import { listInvitations as listRows } from '@/db/queries/staff-users';
import { authorize } from '@/lib/access/authorize';
import type { Context } from '@/lib/platform/visit';

const MAX_INVITATIONS = 100;
const RECENT_DAYS = 7;

/** An invitation that a manager sent. */
export type Invitation = Awaited<ReturnType<typeof listRows>>[number];

/** Returns the latest invitations of all providers, and how many of them are of the last seven days. For staff. */
export async function listInvitations(ctx: Context): Promise<{ invitations: Invitation[]; recent: number }> {
  authorize(ctx, 'account.read');
  const invitations = await listRows(ctx.db, MAX_INVITATIONS);
  const since = ctx.clock.now().getTime() - RECENT_DAYS * 24 * 3_600_000;
  return { invitations, recent: invitations.filter(({ at }) => at.getTime() > since).length };
}
