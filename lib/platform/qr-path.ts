import { create } from 'qrcode';

/**
 * A QR code as one SVG path: no image to load and no style attribute, either of which the content policy would have to
 * allow.
 */
export type QrPath = { size: number; path: string };

/** The light margin that scanners need around the code (ISO/IEC 18004). */
const QUIET = 4;

export function qrPath(text: string): QrPath {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const strokes: string[] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue;
      const start = x;
      while (x + 1 < size && data[y * size + x + 1]) x++;
      strokes.push(`M${start + QUIET} ${y + QUIET}h${x - start + 1}v1h-${x - start + 1}z`);
    }
  }
  return { size: size + 2 * QUIET, path: strokes.join('') };
}
