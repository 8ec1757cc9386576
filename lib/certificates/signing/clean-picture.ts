import sharp from 'sharp';
import { AppError } from '@/lib/platform/errors';
import { dotsOf, type Ink, inkOf } from './ink';
import { whyNotReadable } from './picture-file';

/** More dots than any phone's camera makes of a sheet that still fits the allowed size (choice). */
const MOST_DOTS = 25_000_000;
/** Ink is looked for in a picture of this size; a larger one tells no more of a signature. */
const LONGEST_SIDE = 1280;
const SECONDS = 5;

// Nothing but PNG and JPEG is ever decoded, whatever a file says of itself.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer'] });
sharp.cache(false);

/**
 * Makes of somebody's scan, photograph or drawing a PNG of our own: nothing but its ink, on no ground, cut to it and of
 * a bounded size. Of the file itself nothing is kept: no metadata, no profile, nothing that was hung onto it.
 * @throws AppError `invalid` with a sentence for the person
 */
export async function cleanPicture(file: Buffer): Promise<Buffer> {
  const why = whyNotReadable(file);
  if (why) throw new AppError('invalid', why);
  const ink = inkOf(await greyOf(file));
  if (typeof ink === 'string') throw new AppError('invalid', ink);
  return pngOf(ink);
}

async function greyOf(file: Buffer) {
  try {
    const { data, info } = await sharp(file, { limitInputPixels: MOST_DOTS, failOn: 'error' })
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('b-w')
      .extractChannel(0)
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, values: data };
  } catch (cause) {
    throw new AppError(
      'invalid',
      /pixel limit/.test(String(cause))
        ? 'This picture has too many dots. Save it smaller, at most 4,000 dots wide and high, then choose it again.'
        : 'This picture is damaged and cannot be opened. Save it again as PNG or JPEG, then choose it.',
      { cause },
    );
  }
}

function pngOf(ink: Ink): Promise<Buffer> {
  const { width, height } = ink;
  return sharp(dotsOf(ink), { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}
