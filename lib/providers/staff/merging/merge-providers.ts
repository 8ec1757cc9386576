import { z } from 'zod';
import type { Queryable, Transaction } from '@/db/client';
import { countHoldings, type Holdings } from '@/db/queries/provider-holdings';
import {
  countSharedUsers,
  findMergeOf,
  hasOwnRequests,
  insertMerge,
  lockToMove,
  lockToMoveBack,
  type Moved,
  moveBack,
  moveToTarget,
  type NamedMerge,
  setMergedInto,
  setMergeUndone,
} from '@/db/queries/provider-merges';
import { listStandings } from '@/db/queries/provider-standings';
import { findProvider, lockProvider, lockProvidersAlone, type ProviderRow } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { env, supportAddress } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { emailManagers } from '@/lib/platform/mail/email-managers';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';
import { recordId } from '@/lib/users/record-id';
import { propose } from '../proposals/propose';
import { type Confirmed, writeStanding } from '../standing/write-standing';
import { undoUntil, whyNotUndo } from './rules';

type Acting = Pick<Context, 'actor' | 'clock' | 'requestId' | 'address'>;

const reason = paragraphsOfText({ label: 'The reason', max: 1000 });

/** Includes the provider that stays, and the reason, which both providers read. */
export const mergeProvidersSchema = z.object({ into: recordId, reason });
export const undoMergeSchema = z.object({ reason });

type Pair = { sourceId: number; targetId: number };

/** What a merge would do. */
export type MergePreview = {
  source: ProviderRow;
  target: ProviderRow;
  /** What moves. */
  holdings: Holdings;
  /** People who work for both, and keep their role at the target. */
  sharedUsers: number;
  /** Why they can't be merged now; null when they can. */
  why: string | null;
};

/**
 * Returns what merging a provider into another one would move.
 * @throws AppError `forbidden` or `not_found`
 */
export async function previewMerge(ctx: Context, { sourceId, targetId }: Pair): Promise<MergePreview> {
  authorize(ctx, 'provider.merge');
  const [source, target] = [await findProvider(ctx.db, sourceId), await findProvider(ctx.db, targetId)];
  if (!source || !target) throw providerNotFound();
  const [holdings, sharedUsers, why] = [
    await countHoldings(ctx.db, { providerId: sourceId, today: ctx.clock.today() }),
    await countSharedUsers(ctx.db, sourceId, targetId),
    await whyNotMerge(ctx.db, source, target),
  ];
  return { source, target, holdings, sharedUsers, why };
}

/** Returns why a provider can't be merged into another one now, or null when it can. */
async function whyNotMerge(db: Queryable, source: ProviderRow, target: ProviderRow): Promise<string | null> {
  if (source.id === target.id) return 'A provider can’t be merged into itself. Choose another one.';
  if (source.standing === 'closed') return `${source.name} is closed already, so it can’t be merged.`;
  if (target.standing === 'closed') return `${target.name} is closed. Choose a provider that continues.`;
  return (await hasOwnRequests(db, source.id))
    ? `${source.name} has an undecided request for a user or about its information. Decide it first.`
    : null;
}

/**
 * Proposes to merge a provider into another one, which takes a second person.
 * @returns the proposal's number
 * @throws AppError `forbidden`, `not_found`, `invalid` when they can't be merged, or `conflict` while a proposal waits
 */
export async function proposeToMerge(
  ctx: Context,
  { providerId, into, reason }: z.output<typeof mergeProvidersSchema> & { providerId: number },
): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'provider.merge');
    const source = await lockProvider(tx, providerId);
    const target = await findProvider(tx, into);
    if (!source || !target) throw providerNotFound();
    const why = await whyNotMerge(tx, source, target);
    if (why) throw new AppError('invalid', why);
    return propose(tx, ctx, { providerId, kind: 'merge', asked: { into }, reason });
  });
}

/**
 * Merges a provider into another one as a second person confirms it. Everything of the source moves to the target in this
 * one transaction, and the exact list of what moved is stored. Certificates keep what was printed on them. The source is
 * closed, and its addresses lead to the target. The managers of both get an email.
 * @throws AppError `not_found`, or `conflict` when they can't be merged any longer
 */
export async function mergeProviders(
  tx: Transaction,
  ctx: Acting,
  { sourceId, targetId, reason, confirmed }: Pair & { reason: string; confirmed: Confirmed },
): Promise<void> {
  await lockToMove(tx, { sourceId });
  const { source, target } = await lockBoth(tx, { sourceId, targetId });
  const why = await whyNotMerge(tx, source, target);
  if (why) throw new AppError('conflict', why);
  const now = ctx.clock.now();
  // While its managers are still the source's.
  const news = { source: source.name, target: target.name, reason };
  await emailManagers(tx, ctx, sourceId, emailAbout({ ...news, what: 'merged' }));
  await emailManagers(tx, ctx, targetId, emailAbout({ ...news, what: 'merged' }));
  const mergeId = await insertMerge(tx, {
    sourceId,
    targetId,
    proposalId: confirmed.proposalId,
    mergedBy: ctx.actor.userId,
    mergedAt: now,
  });
  const moved = await moveToTarget(tx, { mergeId, sourceId, targetId });
  const decision = { standing: 'closed', from: ctx.clock.today(), reviewOn: null, reason } as const;
  await writeStanding(tx, ctx, source, decision, confirmed, { email: false });
  await setMergedInto(tx, sourceId, targetId);
  const details = { source: sourceId, target: targetId, mergeId, moved: { ...moved }, reason, ...confirmed };
  await record(tx, ctx, { action: 'provider.merged', subject: `provider:${sourceId}`, details });
  await record(tx, ctx, { action: 'provider.merged', subject: `provider:${targetId}`, details });
}

/**
 * Returns the merge by which a provider ended, until when it can be undone, and why it can't be any longer, or null.
 * @throws AppError `forbidden`
 */
export async function findMerge(
  ctx: Context,
  sourceId: number,
): Promise<(NamedMerge & { undoUntil: Date; whyNotUndo: string | null }) | null> {
  authorize(ctx, 'provider.merge');
  const found = await findMergeOf(ctx.db, sourceId);
  if (!found) return null;
  const { mergedAt } = found.merge;
  return { ...found, undoUntil: undoUntil(mergedAt), whyNotUndo: whyNotUndo(mergedAt, ctx.clock.now()) };
}

/**
 * Undoes a merge within its days: what it moved goes back, and what was made since stays where it is. The source stands
 * as it did before. The managers of both get an email with the reason.
 * @throws AppError `forbidden`, `not_found`, or `invalid` when it was not merged, or its days have passed
 */
export async function undoMerge(
  ctx: Context,
  { providerId, reason }: z.output<typeof undoMergeSchema> & { providerId: number },
): Promise<Moved> {
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'provider.merge');
    const seen = await findMergeOf(tx, providerId);
    if (!seen) throw new AppError('invalid', 'This provider is not merged into another one.');
    await lockToMoveBack(tx, { mergeId: seen.merge.id, targetId: seen.merge.targetId });
    const { source, target } = await lockBoth(tx, seen.merge);
    const found = await findMergeOf(tx, providerId);
    if (!found) throw new AppError('invalid', 'This provider is not merged into another one.');
    const { id: mergeId, sourceId, targetId, mergedAt } = found.merge;
    const why = whyNotUndo(mergedAt, ctx.clock.now());
    if (why) throw new AppError('invalid', why);
    if (target.mergedInto !== null) {
      throw new AppError('invalid', `${target.name} was merged into another provider since. Undo that merge first.`);
    }
    const moved = await moveBack(tx, { mergeId, sourceId, targetId });
    await setMergeUndone(tx, mergeId, ctx.actor.userId, ctx.clock.now());
    await setMergedInto(tx, sourceId, null);
    await restoreStanding(tx, ctx, source, reason);
    const details = { source: sourceId, target: targetId, mergeId, moved: { ...moved }, reason };
    await record(tx, ctx, { action: 'provider.merge_undone', subject: `provider:${sourceId}`, details });
    await record(tx, ctx, { action: 'provider.merge_undone', subject: `provider:${targetId}`, details });
    const news = { source: source.name, target: target.name, reason, what: 'undone' } as const;
    await emailManagers(tx, ctx, sourceId, emailAbout(news));
    await emailManagers(tx, ctx, targetId, emailAbout(news));
    return moved;
  });
}

/**
 * Puts what was decided before the merge in force again, with its reason, its review, and the proposal that a second person
 * confirmed. What was planned for a later day stays planned.
 */
async function restoreStanding(tx: Transaction, ctx: Acting, source: ProviderRow, reason: string): Promise<void> {
  const today = ctx.clock.today();
  // The latest decision is the one that the merge made.
  const [, latest, ...earlier] = (await listStandings(tx, source.id, 1000)).map(({ row }) => row);
  const planned = latest && latest.fromDay > today ? latest : null;
  const standing = latest && !planned ? latest.standing : source.standingBefore;
  const inForce = planned ? earlier.find((row) => row.standing === standing && row.fromDay <= today) : latest;
  const restored = { standing, from: today, reviewOn: inForce?.reviewOn ?? null, reason: inForce?.reason ?? reason };
  await writeStanding(tx, ctx, source, restored, confirmedOf(inForce), { email: false });
  if (!planned) return;
  const now = { ...source, standing, standingFrom: today };
  const again = { ...planned, from: planned.fromDay };
  await writeStanding(tx, ctx, now, again, confirmedOf(planned), { email: false });
}

function confirmedOf(decision: { proposalId: number | null } | undefined): Confirmed | null {
  return decision && decision.proposalId !== null ? { proposalId: decision.proposalId } : null;
}

/** Locks both providers, so that nothing is added to either in the meantime. */
async function lockBoth(
  tx: Transaction,
  { sourceId, targetId }: Pair,
): Promise<{ source: ProviderRow; target: ProviderRow }> {
  const locked = await lockProvidersAlone(tx, [sourceId, targetId]);
  const of = (id: number) => locked.find((provider) => provider.id === id);
  const [source, target] = [of(sourceId), of(targetId)];
  if (!source || !target) throw providerNotFound();
  return { source, target };
}

type News = { source: string; target: string; reason: string; what: 'merged' | 'undone' };

function emailAbout({ source, target, reason, what }: News) {
  return {
    kind: `provider.${what}`,
    subject: what === 'merged' ? `${source} was merged into ${target}` : `${source} and ${target} are separate again`,
    paragraphs: [
      what === 'merged'
        ? `Agency staff merged ${source} into ${target} in PDUPS. Events, rosters, share links, keys, webhooks and users of ${source} belong to ${target} now. Links and keys that you gave out continue to work.`
        : `Agency staff undid the merge of ${source} into ${target} in PDUPS. What had moved belongs to ${source} again. What was made since then stays at ${target}.`,
      'Their reason:',
      reason,
      'Certificates that were already issued stay valid, and keep what was printed on them.',
      `Is something wrong? Email ${supportAddress()}.`,
    ],
    link: { label: 'Open the Secure Portal', href: `${env().APP_URL}/portal` },
  };
}
