import { and, asc, desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import { proposals, providers, users } from '../schema';

export type ProposalRow = typeof proposals.$inferSelect;
export type ProposalKind = ProposalRow['kind'];

/** @returns null when another proposal about the provider waits */
export async function insertProposal(tx: Queryable, row: typeof proposals.$inferInsert): Promise<number | null> {
  const [added] = await tx.insert(proposals).values(row).onConflictDoNothing().returning({ id: proposals.id });
  return added?.id ?? null;
}

const deciders = alias(users, 'deciders');

function withNames(db: Queryable) {
  return db
    .select({
      proposal: proposals,
      providerName: providers.name,
      proposedByName: users.name,
      decidedByName: deciders.name,
    })
    .from(proposals)
    .innerJoin(providers, eq(providers.id, proposals.providerId))
    .innerJoin(users, eq(users.id, proposals.proposedBy))
    .leftJoin(deciders, eq(deciders.id, proposals.decidedBy));
}

export type NamedProposal = Awaited<ReturnType<typeof withNames>>[number];

/** Returns a proposal about this provider, or null. */
export async function findProposal(
  db: Queryable,
  { providerId, proposalId }: { providerId: number; proposalId: number },
): Promise<NamedProposal | null> {
  const [row] = await withNames(db).where(and(eq(proposals.id, proposalId), eq(proposals.providerId, providerId)));
  return row ?? null;
}

/** Returns the proposal about a provider that waits for a second person, or null. */
export async function findOpenProposal(db: Queryable, providerId: number): Promise<NamedProposal | null> {
  const [row] = await withNames(db).where(and(eq(proposals.providerId, providerId), eq(proposals.status, 'open')));
  return row ?? null;
}

/** Lists the proposals that wait for a second person, oldest first. */
export async function listOpenProposals(db: Queryable, limit: number): Promise<NamedProposal[]> {
  return withNames(db).where(eq(proposals.status, 'open')).orderBy(asc(proposals.id)).limit(limit);
}

/** Lists what was proposed about a provider, latest first. */
export async function listProposals(db: Queryable, providerId: number, limit: number): Promise<NamedProposal[]> {
  return withNames(db).where(eq(proposals.providerId, providerId)).orderBy(desc(proposals.id)).limit(limit);
}

/** Locks a proposal until the transaction ends and returns it, or null. Lock it before providers. */
export async function lockProposal(tx: Queryable, proposalId: number): Promise<ProposalRow | null> {
  const [row] = await tx.select().from(proposals).where(eq(proposals.id, proposalId)).for('no key update');
  return row ?? null;
}

type Decision = Pick<ProposalRow, 'status' | 'decidedBy' | 'decidedAt' | 'note'>;

export async function setProposalDecided(tx: Queryable, proposalId: number, decision: Decision): Promise<void> {
  await tx.update(proposals).set(decision).where(eq(proposals.id, proposalId));
}
