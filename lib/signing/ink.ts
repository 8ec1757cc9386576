/** A grayscale picture, row by row: 0 is black, 255 is white. */
export type Gray = { width: number; height: number; values: Uint8Array | Uint8ClampedArray };

/** Only the ink of a picture, row by row: 0 is bare paper, 255 is solid ink. */
export type Ink = { width: number; height: number; opacity: Uint8Array };

/**
 * Red, green and blue of the ink, the same as a typed signature's: dark enough for a school's black-and-white printer.
 */
const COLOUR = [0x1b, 0x2a, 0x5c];

/** Returns the pixels of a picture of this ink on a transparent background: red, green, blue and opacity. */
export function dotsOf({ opacity }: Ink): Uint8ClampedArray<ArrayBuffer> {
  const dots = new Uint8ClampedArray(opacity.length * 4);
  for (let at = 0; at < opacity.length; at++) {
    dots.set(COLOUR, at * 4);
    dots[at * 4 + 3] = opacity[at]!;
  }
  return dots;
}

/** The largest picture that is stored; on the signature line it has about 600 dots per inch. */
export const MAX_INK = { width: 1200, height: 360 } as const;

const NOT_FOUND = 'No signature was found in this picture. It must be dark ink on light paper.';
const TOO_DARK = 'This picture is too dark to find the signature in it. It must be dark ink on light paper.';
const TOO_SMALL = 'The signature in this picture is too small to print well. Move closer, or draw it larger.';

/** Brightness relative to the paper's: at PAPER and above it is paper, and at SOLID and below it is solid ink. */
const PAPER = 0.86;
const SOLID = 0.5;
/**
 * The opacity from which a pixel counts as ink when the picture is cropped; below FAINT it is the grain of the paper.
 */
const COUNTS = 90;
const FAINT = 26;
/** The side of a cell in pixels, and how many of its pixels must be ink; fewer are a speck of dust. */
const CELL = 8;
const SPECK = 5;
const SMALLEST = { width: 40, height: 10 } as const;
/** A picture with more ink than this is not a signature but a photograph of something else. */
const MAX_INK_SHARE = 0.35;

/**
 * Finds the ink in a scan or photograph of a signature, however unevenly the paper is lit, and crops the picture to it.
 * The browser's preview uses the same function.
 * @returns the ink, or a sentence that says why there is none
 */
export function inkOf(picture: Gray): Ink | string {
  const ink: Ink = { width: picture.width, height: picture.height, opacity: opacityOf(picture) };
  const solid = ink.opacity.reduce((count, opacity) => count + (opacity >= COUNTS ? 1 : 0), 0);
  if (solid > ink.opacity.length * MAX_INK_SHARE) return TOO_DARK;
  const box = boxOf(ink);
  if (!box) return NOT_FOUND;
  if (box.width < SMALLEST.width || box.height < SMALLEST.height) return TOO_SMALL;
  return shrink(cut(ink, box));
}

function opacityOf(picture: Gray): Uint8Array {
  const { width, height, values } = picture;
  const { size, columns, rows, light } = paperLight(picture);
  const across = Array.from({ length: width }, (_, x) => between(x, size, columns));
  const opacity = new Uint8Array(width * height);
  const line = new Float64Array(columns);
  for (let y = 0; y < height; y++) {
    const down = between(y, size, rows);
    for (let column = 0; column < columns; column++) {
      line[column] = mixed(light[down.first * columns + column]!, light[down.second * columns + column]!, down.share);
    }
    for (let x = 0; x < width; x++) {
      const { first, second, share } = across[x]!;
      const at = y * width + x;
      const brightness = values[at]! / mixed(line[first]!, line[second]!, share);
      if (brightness >= PAPER) continue;
      const value = Math.round((255 * (PAPER - Math.max(SOLID, brightness))) / (PAPER - SOLID));
      opacity[at] = value < FAINT ? 0 : value;
    }
  }
  return opacity;
}

/** Returns the two blocks between whose centers a pixel is, and how close it is to the second. */
function between(dot: number, size: number, blocks: number) {
  const place = Math.min(blocks - 1, Math.max(0, dot / size - 0.5));
  const first = Math.floor(place);
  return { first, second: Math.min(blocks - 1, first + 1), share: place - first };
}

function mixed(first: number, second: number, share: number): number {
  return first + (second - first) * share;
}

/** Measures how bright the bare paper is in each block of the picture: as bright as the block's brightest tenth. */
function paperLight({ width, height, values }: Gray) {
  const size = Math.max(16, Math.ceil(Math.max(width, height) / 24));
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const blocks = Array.from({ length: columns * rows }, (_, index) => {
    const left = (index % columns) * size;
    const top = Math.floor(index / columns) * size;
    const shades = new Uint32Array(256);
    let dots = 0;
    for (let y = top; y < Math.min(top + size, height); y++) {
      for (let x = left; x < Math.min(left + size, width); x++, dots++) shades[values[y * width + x]!]!++;
    }
    return shadeAbove(shades, dots / 10);
  });
  // A block that is all ink shows no paper of its own, so it uses its neighbors', and in the worst case the page's.
  const floor = Math.max(1, [...blocks].sort((a, b) => b - a)[Math.floor(blocks.length / 10)]! / 2);
  const light = blocks.map((_, index) => {
    let most = floor;
    const [column, row] = [index % columns, Math.floor(index / columns)];
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        most = Math.max(most, blocks[y * columns + x]!);
      }
    }
    return most;
  });
  return { size, columns, rows, light };
}

/** Returns the shade that at most this many pixels are brighter than. */
function shadeAbove(shades: Uint32Array, dots: number): number {
  let brighter = 0;
  for (let shade = 255; shade > 0; shade--) {
    brighter += shades[shade]!;
    if (brighter > dots) return shade;
  }
  return 0;
}

type Box = { left: number; top: number; width: number; height: number };

/** Returns the box around the ink; null when there is nothing but specks. */
function boxOf({ width, height, opacity }: Ink): Box | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y += CELL) {
    for (let x = 0; x < width; x += CELL) {
      const [toX, toY] = [Math.min(width, x + CELL), Math.min(height, y + CELL)];
      let dots = 0;
      for (let row = y; row < toY; row++) {
        for (let column = x; column < toX; column++) if (opacity[row * width + column]! >= COUNTS) dots++;
      }
      if (dots < SPECK) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, toX);
      bottom = Math.max(bottom, toY);
    }
  }
  return right < 0 ? null : { left, top, width: right - left, height: bottom - top };
}

function cut({ width, opacity }: Ink, box: Box): Ink {
  const part = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = (box.top + y) * width + box.left;
    part.set(opacity.subarray(from, from + box.width), y * box.width);
  }
  return { width: box.width, height: box.height, opacity: part };
}

/** Shrinks the ink to the largest size that is stored; each pixel is the mean of those it replaces. */
function shrink(ink: Ink): Ink {
  const scale = Math.max(ink.width / MAX_INK.width, ink.height / MAX_INK.height);
  if (scale <= 1) return ink;
  const width = Math.max(1, Math.round(ink.width / scale));
  const height = Math.max(1, Math.round(ink.height / scale));
  const opacity = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = span(y, height, ink.height);
    for (let x = 0; x < width; x++) {
      const [left, right] = span(x, width, ink.width);
      let sum = 0;
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) sum += ink.opacity[row * ink.width + column]!;
      }
      opacity[y * width + x] = Math.round(sum / ((bottom - top) * (right - left)));
    }
  }
  return { width, height, opacity };
}

function span(index: number, count: number, length: number): [from: number, to: number] {
  const from = Math.floor((index * length) / count);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * length) / count))];
}
