import { escapeHtml } from '@/lib/platform/escape-html';

/** A QR code: its modules, row by row, 1 for dark. */
export type QrCode = { size: number; modules: ArrayLike<number> };

/** A continuous dark part of a row, in modules. */
export type Stretch = { x: number; y: number; length: number };

/**
 * Returns all dark stretches, from the top. They become one path, so that no printer leaves hairlines between the rows.
 */
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

/**
 * Returns the code as a vector picture, at the size that the style sheet gives it. Its quiet zone is the paper around
 * it.
 */
export function qrPicture(code: QrCode, label: string): string {
  const path = stretchesOf(code)
    .map(({ x, y, length }) => `M${x} ${y}h${length}v1h-${length}z`)
    .join('');
  return [
    `<svg class="certificate__qr" viewBox="0 0 ${code.size} ${code.size}" role="img" aria-label="${escapeHtml(label)}" focusable="false">`,
    `<path d="${path}"/></svg>`,
  ].join('');
}
