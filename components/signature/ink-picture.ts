import { dotsOf, type Ink, inkOf } from '@/lib/signing/ink';

/** The picture is scaled to this size before searching for ink, as on the server. */
const MAX_SIDE = 1280;

/** Returns the part of a drawing or picture that will be saved, as a URL; or a sentence that says why there is none. */
export function inkPicture(picture: CanvasImageSource, size: Size): { src: string } | { sentence: string } {
  const { width, height } = within(size, MAX_SIDE);
  const pen = canvasOf(width, height);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  const values = new Uint8ClampedArray(width * height);
  for (let at = 0; at < values.length; at++) {
    values[at] = 0.2126 * data[at * 4]! + 0.7152 * data[at * 4 + 1]! + 0.0722 * data[at * 4 + 2]!;
  }
  const ink = inkOf({ width, height, values });
  return typeof ink === 'string' ? { sentence: ink } : { src: addressOf(ink) };
}

export type Size = { width: number; height: number };

/** Scales a size down so that its longer side is at most this long. */
export function within({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  return canvas.getContext('2d', { willReadFrequently: true })!;
}

function addressOf(ink: Ink): string {
  const { width, height } = ink;
  const pen = canvasOf(width, height);
  pen.putImageData(new ImageData(dotsOf(ink), width, height), 0, 0);
  return pen.canvas.toDataURL('image/png');
}
