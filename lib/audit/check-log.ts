import type { Database } from '@/db/client';
import {
  type CheckResult,
  endCheck,
  insertCheck,
  isCheckOpen,
  listChecks,
  setCheckProgress,
} from '@/db/queries/audit-checks';
import { authorize } from '@/lib/access/authorize';
import type { Clock } from '@/lib/platform/clock';
import { AUDIT_CHECK, addJob } from '@/lib/platform/job-kinds';
import type { Context } from '@/lib/platform/visit';
import { anchorFile, readAnchors } from './anchors';
import { record } from './record';
import { verifyChain } from './verify';

const SHOWN = 10;

/** Returns the latest checks of the log, latest first, for administrators. */
export async function listLogChecks(ctx: Context) {
  authorize(ctx, 'audit.read');
  return listChecks(ctx.db, SHOWN);
}

export type LogCheck = Awaited<ReturnType<typeof listLogChecks>>[number];

/** Starts a check of the whole log, which a job carries out. While one is running, it starts no other one. */
export async function startLogCheck(ctx: Context): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    authorize(ctx, 'audit.read');
    const checkId = await insertCheck(tx, ctx.actor.userId, ctx.clock.now());
    if (checkId === null) return;
    await addJob(tx, AUDIT_CHECK, { checkId });
    await record(tx, ctx, { action: 'audit.check_started', subject: `user:${ctx.actor.userId}`, details: { checkId } });
  });
}

/**
 * Carries out a check, as `npm run audit:verify` does, and writes its progress and result. A check that is tried again
 * starts from the first entry; one that fails at its last try ends without a result.
 */
export async function checkLog(
  { db, clock }: { db: Database; clock: Clock },
  { checkId, dataDir, lastTry }: { checkId: number; dataDir: string; lastTry: boolean },
): Promise<void> {
  if (!(await isCheckOpen(db, checkId))) return;
  try {
    await endCheck(db, checkId, clock.now(), await resultOf(db, checkId, dataDir));
  } catch (error) {
    if (lastTry) await endCheck(db, checkId, clock.now(), null);
    throw error;
  }
}

async function resultOf(db: Database, checkId: number, dataDir: string): Promise<CheckResult> {
  const { anchors, unreadable } = await readAnchors(anchorFile(dataDir));
  const onProgress = (done: number, total: number) => setCheckProgress(db, checkId, done, total);
  return { ...(await verifyChain(db, { anchors, onProgress })), unreadable };
}
