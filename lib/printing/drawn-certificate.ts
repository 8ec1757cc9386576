import type { Queryable } from '@/db/client';
import type { NamedFacts } from './facts';
import { qrCodeOf } from './qr-code';
import { drawnSignature, signatureArtOf } from './signature/signature-art';
import type { Drawn } from './template/certificate';

/** Returns what is drawn on a named certificate on the screen: the signature of Section IV and the QR code. */
export async function drawOwn({ db }: { db: Queryable }, facts: NamedFacts): Promise<Drawn> {
  const art = await signatureArtOf(db, facts);
  return { qrCode: qrCodeOf(facts.verifyUrl), signature: art && drawnSignature(art) };
}
