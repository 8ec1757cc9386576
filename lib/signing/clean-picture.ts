import { AppError } from '@/lib/platform/errors';
import { decoder } from '@/lib/platform/untrusted/decoder';
import { dotsOf, type Ink, inkOf } from './ink';
import { whyNotReadable } from './picture-file';

/** More pixels than any phone's picture of a page that still fits the allowed file size (choice). */
const MAX_DOTS = 25_000_000;
/** The size at which ink is searched for; a larger picture adds nothing to a signature. */
const MAX_SIDE = 1280;
const SECONDS = 5;

/**
 * Turns a scan, photograph or drawing into a new PNG with nothing but its ink, on a transparent background, cropped and
 * limited in size. Nothing else in the file survives: no metadata, no profile, no appended data. Runs in a worker
 * thread: see `save-signature.ts`.
 * @throws AppError `invalid` with a sentence for the person
 */
export async function cleanPicture(file: Uint8Array): Promise<Buffer> {
  const why = whyNotReadable(file);
  if (why) throw new AppError('invalid', why);
  const ink = inkOf(await grayOf(file));
  if (typeof ink === 'string') throw new AppError('invalid', ink);
  return pngOf(ink);
}

async function grayOf(file: Uint8Array) {
  try {
    const { data, info } = await decoder(file, { limitInputPixels: MAX_DOTS, failOn: 'error' })
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('b-w')
      .extractChannel(0)
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, values: data };
  } catch (cause) {
    throw new AppError(
      'invalid',
      /pixel limit/.test(String(cause))
        ? 'This picture is too large. Make it at most 4,000 pixels wide and high, then choose it again.'
        : 'This picture is damaged and can’t be opened. Save it again as PNG or JPEG, then choose it.',
      { cause },
    );
  }
}

function pngOf(ink: Ink): Promise<Buffer> {
  const { width, height } = ink;
  return decoder(dotsOf(ink), { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}
