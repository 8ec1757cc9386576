import sharp from 'sharp';
import type { Context } from '@/lib/platform/visit';
import { findOwnSignature, type OwnSignature } from '@/lib/signing/own-signature';
import { saveSignature } from '@/lib/signing/save-signature';

/** Saves a typed signature for this person. */
export async function givenSignature(ctx: Context, typedText = 'Zoë Ñandú'): Promise<OwnSignature> {
  await saveSignature(ctx, { kind: 'typed', typedText, printedName: 'Zoë Ñandú', title: 'Curriculum Director' }, null);
  return (await findOwnSignature(ctx))!;
}

/** Draws a picture of a signature on white paper, with a stroke of this height, as PNG. */
export async function signaturePicture(stroke = 20): Promise<Buffer> {
  return sharp({ create: { width: 800, height: 400, channels: 3, background: '#fff' } })
    .composite([
      { input: { create: { width: 400, height: stroke, channels: 3, background: '#123' } }, left: 200, top: 200 },
    ])
    .png()
    .toBuffer();
}
