import sharp from 'sharp';
import { findOwnSignature, type OwnSignature } from '@/lib/certificates/signing/own-signature';
import { saveSignature } from '@/lib/certificates/signing/save-signature';
import type { Context } from '@/lib/platform/visit';

/** This person keeps a typed signature from now on. */
export async function givenSignature(ctx: Context, typedText = 'Zoë Ñandú'): Promise<OwnSignature> {
  await saveSignature(ctx, { kind: 'typed', typedText, printedName: 'Zoë Ñandú', title: 'Curriculum Director' }, null);
  return (await findOwnSignature(ctx))!;
}

/** A picture of somebody's signature on white paper: a stroke of this height, as PNG. */
export async function signaturePicture(stroke = 20): Promise<Buffer> {
  return sharp({ create: { width: 800, height: 400, channels: 3, background: '#fff' } })
    .composite([
      { input: { create: { width: 400, height: stroke, channels: 3, background: '#123' } }, left: 200, top: 200 },
    ])
    .png()
    .toBuffer();
}
