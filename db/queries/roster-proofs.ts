import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { rosterProofs } from '../schema';

type Proof = typeof rosterProofs.$inferInsert;

export async function insertRosterProof(tx: Queryable, proof: Proof): Promise<void> {
  await tx.insert(rosterProofs).values(proof);
}

/** The link for which an address is proved: an event's or a conference's. */
export type ProvedFor = { shareLinkId: number } | { conferenceLinkId: number };

/** Returns what this browser has proved, or is about to prove, for a link; null once it has expired. */
export async function findRosterProof(db: Queryable, provedFor: ProvedFor, tokenHash: string, at: Date) {
  const [row] = await db
    .select()
    .from(rosterProofs)
    .where(
      and(
        eq(rosterProofs.tokenHash, tokenHash),
        'shareLinkId' in provedFor
          ? eq(rosterProofs.shareLinkId, provedFor.shareLinkId)
          : eq(rosterProofs.conferenceLinkId, provedFor.conferenceLinkId),
        gt(rosterProofs.expiresAt, at),
      ),
    );
  return row ?? null;
}

/** Counts a try before it is compared, in one statement, so that parallel tries each count; returns null once it is dead. */
export async function countProofTry(db: Queryable, id: number, { at, most }: { at: Date; most: number }) {
  const [row] = await db
    .update(rosterProofs)
    .set({ tries: sql`${rosterProofs.tries} + 1` })
    .where(
      and(
        eq(rosterProofs.id, id),
        isNull(rosterProofs.provedAt),
        gt(rosterProofs.expiresAt, at),
        lt(rosterProofs.tries, most),
      ),
    )
    .returning({ codeHash: rosterProofs.codeHash, tries: rosterProofs.tries });
  return row ?? null;
}

export async function setProved(db: Queryable, id: number, { at, expiresAt }: { at: Date; expiresAt: Date }) {
  await db
    .update(rosterProofs)
    .set({ provedAt: at, expiresAt })
    .where(and(eq(rosterProofs.id, id), isNull(rosterProofs.provedAt)));
}
