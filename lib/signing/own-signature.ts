import { findLatestSignatureOf } from '@/db/queries/signing';
import { whyNotAllowed } from '@/lib/access/capabilities';
import type { Context } from '@/lib/platform/visit';
import { artOf, type DrawnSignature, drawnSignature } from '@/lib/printing/signature/signature-art';

/** The signature that a person signs with now. */
export type OwnSignature = {
  id: number;
  kind: 'typed' | 'drawn' | 'picture';
  signature: DrawnSignature;
  printedName: string;
  title: string;
  createdAt: Date;
};

/** Returns the signed-in person's own signature; null when they have none, or do not sign. */
export async function findOwnSignature(ctx: Context): Promise<OwnSignature | null> {
  if (whyNotAllowed(ctx.actor, 'signature.change') !== null) return null;
  const row = await findLatestSignatureOf(ctx.db, ctx.actor.userId);
  if (!row) return null;
  const { id, kind, printedName, title, createdAt } = row;
  return { id, kind, signature: drawnSignature(artOf(row)), printedName, title, createdAt };
}
