import { z } from 'zod';
import {
  endOwnSession,
  endSessionsOf,
  listLiveSessions,
  recognizeOwnSession,
  type SessionLimits,
} from '@/db/queries/account-sessions';
import { deleteDevicesOf } from '@/db/queries/known-devices';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context, SignedInContext } from '@/lib/platform/visit';
import { deviceWords } from './device-words';
import { recordId } from './record-id';
import { IDLE_MINUTES, SESSION_HOURS } from './rules';

/** One place where a person is signed in. */
export type SignIn = {
  id: number;
  device: string;
  address: string;
  since: Date;
  lastSeen: Date;
  /** Whether it is the current session. */
  here: boolean;
  /** Whether it came from elsewhere and the person has not yet confirmed that it is theirs (M20). */
  unknown: boolean;
};

const SHOWN = 50;

export const signInIdSchema = z.object({ sessionId: recordId });

/** Returns where the person is signed in now, the current session first, then the latest. */
export async function listSignIns(ctx: SignedInContext): Promise<SignIn[]> {
  const { actor, session } = ctx;
  const rows = await listLiveSessions(ctx.db, actor.userId, limitsOf(ctx), SHOWN);
  const all = rows.map((row) => ({
    id: row.id,
    device: deviceWords(row.userAgent),
    address: addressWords(row.address),
    since: row.createdAt,
    lastSeen: row.lastSeenAt,
    here: row.id === session.id,
    unknown: row.id !== session.id && row.recognisedAt === null,
  }));
  return [...all.filter(({ here }) => here), ...all.filter(({ here }) => !here)];
}

/**
 * Ends one of the person's own sessions; it is rejected at its next request.
 * @throws AppError `not_found`, both for another person's session and for one that does not exist
 */
export async function endSignIn(ctx: Context, { sessionId }: { sessionId: number }): Promise<void> {
  const { userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const ended = await endOwnSession(tx, userId, sessionId, ctx.clock.now(), limitsOf(ctx));
    if (!ended) throw signInNotFound();
    await record(tx, ctx, { action: 'session.ended_by_person', subject: `user:${userId}`, details: { sessionId } });
  });
}

/** Records "That was me": this sign-in is not pointed out again. */
export async function recognizeSignIn(ctx: Context, { sessionId }: { sessionId: number }): Promise<void> {
  const { userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const known = await recognizeOwnSession(tx, userId, sessionId, ctx.clock.now(), limitsOf(ctx));
    if (!known) throw signInNotFound();
    await record(tx, ctx, { action: 'session.recognised', subject: `user:${userId}`, details: { sessionId } });
  });
}

/** Signs out everywhere, including here, and forgets every known device. */
export async function signOutEverywhere(ctx: Context): Promise<void> {
  const { userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const ended = await endSessionsOf(tx, userId, ctx.clock.now());
    await deleteDevicesOf(tx, userId);
    await record(tx, ctx, { action: 'session.ended_everywhere', subject: `user:${userId}`, details: { ended } });
  });
}

function addressWords(address: string): string {
  return /^(::1|127\.|::ffff:127\.)/.test(address) ? 'this computer' : address;
}

function signInNotFound(): AppError {
  return new AppError('not_found', 'That session has already ended.');
}

function limitsOf({ clock }: Context): SessionLimits {
  const now = clock.now().getTime();
  return {
    notBefore: new Date(now - SESSION_HOURS * 3_600_000),
    idleSince: new Date(now - IDLE_MINUTES * 60_000),
  };
}
