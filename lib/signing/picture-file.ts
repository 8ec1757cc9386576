import { MAX_PICTURE } from './limits';

const HEADS = [
  { type: 'PNG', head: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'JPEG', head: [0xff, 0xd8, 0xff] },
];

/**
 * Returns why this file cannot be opened as a picture, judged by its first bytes, because a name and type can be wrong.
 */
export function whyNotReadable(file: Uint8Array): string | null {
  if (file.length === 0) return 'This file is empty. Choose the picture again.';
  if (file.length > MAX_PICTURE) {
    return `This picture is larger than ${MAX_PICTURE / 1000} KB. Save it smaller, then choose it again.`;
  }
  return HEADS.some(({ head }) => head.every((byte, at) => file[at] === byte))
    ? null
    : 'This is not a PNG or JPEG picture. Save your signature as one of these, then choose it.';
}

const DATA_URL = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/;

/** Returns the PNG of a posted drawing; null when nothing was drawn, or when the text is not a drawing. */
export function readDrawing(posted: string): Buffer | null {
  const base64 = DATA_URL.exec(posted)?.[1];
  return base64 ? Buffer.from(base64, 'base64') : null;
}
