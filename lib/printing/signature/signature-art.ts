import type { Queryable } from '@/db/client';
import { findSignature } from '@/db/queries/signing';
import type { Drawn } from '../template/certificate';

/** What appears on the line of Section IV: text in the script font, or a PNG. */
export type SignatureArt = { kind: 'typed'; text: string } | { kind: 'picture'; png: Buffer };

/** Returns the art of the signature that the facts name; null when the line is left for ink. */
export async function signatureArtOf(
  db: Queryable,
  { signatureId }: { signatureId?: number },
): Promise<SignatureArt | null> {
  if (signatureId === undefined) return null;
  const row = await findSignature(db, signatureId);
  if (!row) throw new Error(`signature ${signatureId} has no row`);
  return artOf(row);
}

export function artOf(row: { kind: string; typedText: string | null; picture: Buffer | null }): SignatureArt {
  return row.kind === 'typed' ? { kind: 'typed', text: row.typedText! } : { kind: 'picture', png: row.picture! };
}

/** A signature as the template draws it: text for the script font, or a picture by its address. */
export type DrawnSignature = NonNullable<Drawn['signature']>;

/**
 * Returns the art as the template draws it. A picture's address is the picture itself (a data: URL), so only people who
 * can see the page can see it.
 */
export function drawnSignature(art: SignatureArt): DrawnSignature {
  return art.kind === 'typed' ? art : { kind: 'picture', src: `data:image/png;base64,${art.png.toString('base64')}` };
}
