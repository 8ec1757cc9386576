import type { Queryable } from '@/db/client';
import { findSignature } from '@/db/queries/signing';

/** What stands on the line of Section IV: a text set in the script face, or a PNG. */
export type SignatureArt = { kind: 'typed'; text: string } | { kind: 'picture'; png: Buffer };

/** The art of the signature that the facts name; null when the line is left for ink. */
export async function signatureArtOf(
  db: Queryable,
  { signatureId }: { signatureId?: number },
): Promise<SignatureArt | null> {
  if (signatureId === undefined) return null;
  const row = await findSignature(db, signatureId);
  if (!row) throw new Error(`signature ${signatureId} has no row`);
  return row.kind === 'typed' ? { kind: 'typed', text: row.typedText! } : { kind: 'picture', png: row.picture! };
}
