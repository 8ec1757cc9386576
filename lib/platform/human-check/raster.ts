type Point = readonly [x: number, y: number];
/** Closed rings of points; the inside by the nonzero rule is inked. */
export type Outline = (readonly Point[])[];

const STEPS = 8;

/** Returns the rings of a path of M, L, Q, C and Z, with its curves cut into short lines. */
export function flatten(path: string): Outline {
  const rings: Point[][] = [];
  let ring: Point[] = [];
  for (const [, command, numbers] of path.matchAll(/([MLQCZ])([-\d. ]*)/g)) {
    const values = numbers!.trim() === '' ? [] : numbers!.trim().split(' ').map(Number);
    const points = Array.from({ length: values.length / 2 }, (_, i) => [values[i * 2]!, values[i * 2 + 1]!] as const);
    if (command === 'M') {
      ring = [points[0]!];
      rings.push(ring);
    } else if (command !== 'Z') {
      const from = ring.at(-1)!;
      const curve = [from, ...points];
      const steps = points.length === 1 ? 1 : STEPS;
      for (let i = 1; i <= steps; i++) ring.push(onCurve(curve, i / steps));
    }
  }
  return rings;
}

/** Computes a point of a Bézier curve of any degree with De Casteljau's algorithm. */
function onCurve(points: readonly Point[], t: number): Point {
  if (points.length === 1) return points[0]!;
  const inner = points.slice(1).map(([x, y], i) => {
    const [px, py] = points[i]!;
    return [px + (x - px) * t, py + (y - py) * t] as const;
  });
  return onCurve(inner, t);
}

const LINES_A_ROW = 4;

/** Returns how much of each pixel is inked, from 0 to 1: exact horizontally, four lines per row vertically. */
export function coverage(rings: Outline, width: number, height: number): Float32Array {
  const covered = new Float32Array(width * height);
  for (const [line, crossings] of crossingsByLine(rings, height * LINES_A_ROW).entries()) {
    const row = Math.floor(line / LINES_A_ROW) * width;
    crossings.sort((a, b) => a.x - b.x);
    let winding = 0;
    for (const [i, { x, turn }] of crossings.entries()) {
      winding += turn;
      const next = crossings[i + 1];
      if (winding !== 0 && next) ink(covered, row, Math.max(0, x), Math.min(width, next.x));
    }
  }
  return covered;
}

type Crossing = { x: number; turn: 1 | -1 };

/** Finds where the edges of the rings cross the middle of each line. */
function crossingsByLine(rings: Outline, lines: number): Crossing[][] {
  const found: Crossing[][] = Array.from({ length: lines }, () => []);
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const [x0, y0] = ring[i]!;
      const [x1, y1] = ring[(i + 1) % ring.length]!;
      const turn = y1 > y0 ? 1 : -1;
      const first = Math.max(0, Math.ceil(Math.min(y0, y1) * LINES_A_ROW - 0.5));
      const beyond = Math.min(lines, Math.ceil(Math.max(y0, y1) * LINES_A_ROW - 0.5));
      for (let line = first; line < beyond; line++) {
        const y = (line + 0.5) / LINES_A_ROW;
        found[line]!.push({ x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), turn });
      }
    }
  }
  return found;
}

function ink(covered: Float32Array, row: number, from: number, to: number): void {
  for (let x = Math.floor(from); x < to; x++) {
    const share = Math.min(x + 1, to) - Math.max(x, from);
    if (share > 0) covered[row + x]! += share / LINES_A_ROW;
  }
}
