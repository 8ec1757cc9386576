import { type Density, isTall, linesAt, oneLineStep, type Step, scriptWidthOf, stepFor, widthOf } from './fit';
import type { Field } from './values';

export type Layout = {
  density: Density;
  classes: Record<Field, string>;
  /** How many ems of a value fit on one line. */
  lineEms: Record<Field, number>;
};

/** Sizes in points, and how many lines of that size a field may take; the style sheet has the same names. */
const TITLE: Step[] = [
  { name: 'xl', size: 21, lines: 1 },
  { name: 'l', size: 17, lines: 2 },
  { name: 'm', size: 13.5, lines: 3 },
  { name: 's', size: 11, lines: 4 },
  { name: 'xs', size: 9.5, lines: 5 },
];
const VALUE: Step[] = [
  { name: 'l', size: 13, lines: 1 },
  { name: 'm', size: 11, lines: 2 },
  { name: 's', size: 9, lines: 3 },
  { name: 'xs', size: 8, lines: 4 },
];
const UNITS: Step[] = [
  { name: 'xl', size: 44, lines: 1 },
  { name: 'l', size: 34, lines: 1 },
  { name: 'm', size: 27, lines: 1 },
  { name: 's', size: 21, lines: 1 },
];

/** Steps on the one signature line. At the smallest, 60 of the widest characters fit: the code to check is beside it. */
const SIGNATURE: Step[] = [
  // With the rise in the style sheet, the longest tails (J, Y, G, Q) end above the label below the line.
  { name: 'l', size: 21, lines: 1 },
  { name: 'm', size: 18, lines: 1 },
  { name: 's', size: 15, lines: 1 },
  { name: 'xs', size: 12, lines: 1 },
  { name: 'xxs', size: 9, lines: 1 },
  { name: 'tiny', size: 6, lines: 1 },
  { name: 'least', size: 3, lines: 1 },
];
/** Steps for scripts with marks above and below, which are in a text face and take twice their size. */
const SIGNATURE_TALL: Step[] = [
  { name: 'tall', size: 10, lines: 1 },
  { name: 'tall-xs', size: 7, lines: 1 },
  { name: 'tall-least', size: 3.5, lines: 1 },
];

const HANDWRITTEN = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]+$/u;

export function signatureStep(text: string): Step {
  if (isTall(text)) return oneLineStep(widthOf(text), SIGNATURE_TALL, SIGNATURE_WIDTH);
  return oneLineStep(HANDWRITTEN.test(text) ? scriptWidthOf(text) : widthOf(text), SIGNATURE, SIGNATURE_WIDTH);
}

/** Widths in points of the style sheet's columns. */
const SIGNATURE_WIDTH = 262;
const WIDE = 488;
const LEFT = 272;
const RIGHT = 196;

const FIELDS: Record<Field, { steps: Step[]; width: number }> = {
  title: { steps: TITLE, width: WIDE },
  instructor: { steps: VALUE, width: LEFT },
  dates: { steps: VALUE, width: RIGHT },
  providerName: { steps: VALUE, width: LEFT },
  providerPhone: { steps: VALUE, width: RIGHT },
  location: { steps: VALUE, width: WIDE },
  units: { steps: UNITS, width: 66 },
};

/** The rows of Section II, each as tall as its tallest field. The units are beside them. */
const ROWS: Field[][] = [['title'], ['instructor', 'dates'], ['providerName', 'providerPhone'], ['location']];

/**
 * The points that Section II has for its rows at each density. If even the last is too small, the smallest sizes are
 * used.
 */
const ROOM: Record<Density, number> = { airy: 172, dense: 216, packed: 216 };
const LABEL = 10;
const GAP: Record<Density, number> = { airy: 6, dense: 4, packed: 2 };
/** Line heights: for plain scripts, and for those with marks above and below. */
const LEADING = { plain: 1.22, tall: 1.6, tight: 1.4 };

/**
 * What else takes room on the sheet: the larger characters on the writing lines of Section I, and those of the
 * signature.
 */
export type Filled = { named: boolean; signed: boolean };

/** The points that a name or a signature needs beyond an empty writing line, at each density. */
const TAKEN: Record<Density, number> = { airy: 12, dense: 9.5, packed: 6.5 };

/** Returns how closely this sheet is set. */
export function densityOf(values: Record<Field, string>, filled: Filled): Density {
  return layoutOf(values, filled).density;
}

/** Returns the sizes and spacing at which every value fits whole on the one page. */
export function layoutOf(values: Record<Field, string>, { named, signed }: Filled): Layout {
  const taken = Number(named) + Number(signed);
  const steps = mapFields((field) => stepFor(values[field], FIELDS[field].steps, FIELDS[field].width));
  for (const density of ['airy', 'dense'] as const) {
    if (heightOf(values, steps, density) <= ROOM[density] - taken * TAKEN[density])
      return layout(values, steps, density);
  }
  const smaller = mapFields((field) =>
    linesAt(values[field], steps[field], FIELDS[field].width) > 1 ? SMALLEST : steps[field],
  );
  return layout(values, smaller, 'packed');
}

const SMALLEST: Step = { name: 'xxs', size: 7.5, lines: 9 };

function heightOf(values: Record<Field, string>, steps: Record<Field, Step>, density: Density): number {
  const leading = (text: string) =>
    isTall(text) ? (density === 'packed' ? LEADING.tight : LEADING.tall) : LEADING.plain;
  const rows = ROWS.map((row) =>
    Math.max(
      ...row.map((field) => {
        const step = steps[field];
        return LABEL + linesAt(values[field], step, FIELDS[field].width) * step.size * leading(values[field]);
      }),
    ),
  );
  return rows.reduce((total, row) => total + row + GAP[density], 0);
}

function layout(values: Record<Field, string>, steps: Record<Field, Step>, density: Density): Layout {
  return {
    density,
    classes: mapFields((field) => {
      const base = 'certificate__value';
      return [base, `${base}--${steps[field].name}`, ...(isTall(values[field]) ? [`${base}--tall`] : [])].join(' ');
    }),
    lineEms: mapFields((field) => FIELDS[field].width / steps[field].size),
  };
}

function mapFields<T>(map: (field: Field) => T): Record<Field, T> {
  return Object.fromEntries((Object.keys(FIELDS) as Field[]).map((field) => [field, map(field)])) as Record<Field, T>;
}

/** Everything that determines sizes and spacing; part of the template's version. */
export const LAYOUT_MEASURES = {
  FIELDS,
  ROWS,
  ROOM,
  LABEL,
  GAP,
  LEADING,
  TAKEN,
  SMALLEST,
  SIGNATURE,
  SIGNATURE_TALL,
  SIGNATURE_WIDTH,
  HANDWRITTEN: HANDWRITTEN.source,
};
