import { findLatestSignatureOf } from '@/db/queries/signing';
import type { Context } from '@/lib/platform/visit';
import { whyMayNotSign } from './policy';
import { artOf, type DrawnSignature, drawnSignature } from './signature-art';

/** What a person signs with now. */
export type OwnSignature = {
  id: number;
  kind: 'typed' | 'drawn' | 'picture';
  signature: DrawnSignature;
  printedName: string;
  title: string;
  createdAt: Date;
};

/** The signed-in person's own signature; null when they keep none, or do not sign. */
export async function findOwnSignature(ctx: Context): Promise<OwnSignature | null> {
  if (whyMayNotSign(ctx.actor) !== null) return null;
  const row = await findLatestSignatureOf(ctx.db, ctx.actor.userId);
  if (!row) return null;
  const { id, kind, printedName, title, createdAt } = row;
  return { id, kind, signature: drawnSignature(artOf(row)), printedName, title, createdAt };
}
