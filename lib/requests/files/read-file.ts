import { AppError } from '@/lib/platform/errors';
import { decoder } from '@/lib/platform/untrusted/decoder';

/** More pixels than most phones' pictures; what decoding takes grows with them (choice). */
const MAX_DOTS = 25_000_000;

/** The size that is made of a picture, only to decode it. */
const TINY = 32;
const SECONDS = 10;

/** PDF readers look for the end mark in this many last bytes. */
const END_OF_PDF = 1024;

export type FileType = 'pdf' | 'png' | 'jpeg';

/**
 * Recognizes a file that a provider adds to a request by its content, whatever its name, and checks that it is whole.
 * Runs in a worker thread: see add-file.ts.
 * @throws AppError `invalid` with a sentence for the person
 */
export async function readFile(file: Uint8Array): Promise<FileType> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const type = typeOf(bytes);
  if (!type)
    throw new AppError('invalid', 'This is not a PDF, PNG or JPEG file. Save it as one of these, then choose it.');
  if (type === 'pdf') checkPdf(bytes);
  else await openPicture(bytes);
  return type;
}

function typeOf(bytes: Buffer): FileType | null {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  return bytes.subarray(0, 5).equals(Buffer.from('%PDF-')) ? 'pdf' : null;
}

/**
 * Checks the marks at both ends: what is between them is not read here, and the browser only saves it.
 * @throws AppError `invalid` for a file that was cut off
 */
function checkPdf(bytes: Buffer): void {
  if (bytes.subarray(-END_OF_PDF).includes('%%EOF')) return;
  throw new AppError('invalid', 'This PDF is damaged: its end is missing. Save it again, then choose it.');
}

async function openPicture(bytes: Buffer): Promise<void> {
  try {
    // Every dot is decoded, because the beginning of a damaged file can be fine.
    await decoder(bytes, { limitInputPixels: MAX_DOTS, failOn: 'error' })
      .timeout({ seconds: SECONDS })
      .resize(TINY, TINY, { fit: 'inside' })
      .raw()
      .toBuffer();
  } catch (cause) {
    throw new AppError(
      'invalid',
      /pixel limit/.test(String(cause))
        ? 'This picture has too many pixels. Save it smaller, then choose it again.'
        : 'This picture is damaged and can’t be opened. Save it again as PNG or JPEG, then choose it.',
      { cause },
    );
  }
}
