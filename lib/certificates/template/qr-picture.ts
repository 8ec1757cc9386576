import { escapeHtml } from './escape';

/** A QR code: rows of modules, row by row, 1 where it is dark. */
export type QrCode = { size: number; modules: ArrayLike<number> };

/** A dark stretch of a row, in modules. */
export type Stretch = { x: number; y: number; length: number };

/** All dark stretches, from the top. One path of them all: then no printer leaves hairlines between the rows. */
export function stretchesOf({ size, modules }: QrCode): Stretch[] {
  const found: Stretch[] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!modules[y * size + x]) continue;
      const from = x;
      while (x + 1 < size && modules[y * size + x + 1]) x++;
      found.push({ x: from, y, length: x + 1 - from });
    }
  }
  return found;
}

/** The code as a vector picture, at whatever size the style sheet gives it. Its quiet zone is the paper around it. */
export function qrPicture(code: QrCode, label: string): string {
  const path = stretchesOf(code)
    .map(({ x, y, length }) => `M${x} ${y}h${length}v1h-${length}z`)
    .join('');
  return [
    `<svg class="certificate__qr" viewBox="0 0 ${code.size} ${code.size}" role="img" aria-label="${escapeHtml(label)}" focusable="false">`,
    `<path d="${path}"/></svg>`,
  ].join('');
}
