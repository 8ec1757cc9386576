/**
 * The drawn parts of the certificate: border, rosettes, medallion, emblem. They are plain strokes in plain SVG, so that
 * they print as lines on any printer; all of it except the emblem is hidden from the tag tree.
 */
export const SHEET = { width: 792, height: 612 } as const;

// Chosen so that whole waves fit both ways: there are 690 and 510 points between the corners.
const EDGE = 21;
const CORNER = 30;
const BAND = EDGE + CORNER / 2;

/**
 * The edge repeats one tile, and a rosette one circle: the browser writes each as the same few curves at another place,
 * which takes a tenth of the bytes of a single drawing.
 */
const TILE = 30;

/** Returns waves of one height in both directions over the length of a tile; the next tile continues where it ends. */
function waves(half: number, height: number): string {
  const rest = `t${half} 0`.repeat(TILE / half - 1);
  return [height, -height].map((bend) => `M0 0q${half / 2} ${2 * bend} ${half} 0${rest}`).join('');
}

const TILE_SHAPE = [
  '<g id="certificate-tile">',
  `<path class="certificate__thread certificate__thread--brass" d="${waves(10, 9.5)}${waves(10, 5.5)}"/>`,
  `<path class="certificate__thread" d="${waves(30, 12)}${waves(15, 3)}"/></g>`,
].join('');

function tiles(length: number, place: (along: number) => string): string {
  return Array.from(
    { length: length / TILE },
    (_, index) => `<use href="#certificate-tile" transform="${place(EDGE + CORNER + index * TILE)}"/>`,
  ).join('');
}

const ACROSS = SHEET.width - 2 * (EDGE + CORNER);
const DOWN = SHEET.height - 2 * (EDGE + CORNER);

const EDGES = [
  tiles(ACROSS, (x) => `translate(${x} ${BAND})`),
  tiles(ACROSS, (x) => `translate(${x} ${SHEET.height - BAND})`),
  tiles(DOWN, (y) => `translate(${BAND} ${y})rotate(90)`),
  tiles(DOWN, (y) => `translate(${SHEET.width - BAND} ${y})rotate(90)`),
].join('');

/** Returns circles whose centers go around a circle: an engraver's rosette, around the origin. */
function rosette(id: string, orbit: number, radius: number, count: number): string {
  const turned = Array.from(
    { length: count - 1 },
    (_, index) => `<use href="#${id}" transform="rotate(${round((360 * (index + 1)) / count)})"/>`,
  );
  return `<circle id="${id}" class="certificate__thread certificate__thread--brass" cx="${orbit}" r="${radius}"/>${turned.join('')}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function corners(draw: (x: number, y: number) => string): string {
  return [BAND, SHEET.width - BAND].flatMap((x) => [BAND, SHEET.height - BAND].map((y) => draw(x, y))).join('');
}

function rectangle(inset: number, className: string): string {
  return `<rect class="${className}" x="${inset}" y="${inset}" width="${SHEET.width - 2 * inset}" height="${SHEET.height - 2 * inset}"/>`;
}

export const BORDER = [
  `<svg class="certificate__border" viewBox="0 0 ${SHEET.width} ${SHEET.height}" aria-hidden="true" focusable="false">`,
  rectangle(EDGE - 4.5, 'certificate__line certificate__line--fine'),
  rectangle(EDGE, 'certificate__line certificate__line--bold'),
  rectangle(EDGE + CORNER, 'certificate__line certificate__line--bold'),
  rectangle(EDGE + CORNER + 4.5, 'certificate__line certificate__line--fine'),
  `<defs>${TILE_SHAPE}<g id="certificate-corner">${rosette('certificate-bead', 5, 6.5, 16)}<circle class="certificate__thread" r="12.8"/></g></defs>`,
  EDGES,
  `<path class="certificate__corner" d="${corners((x, y) => `M${x - CORNER / 2} ${y - CORNER / 2}h${CORNER}v${CORNER}h${-CORNER}z`)}"/>`,
  corners((x, y) => `<use href="#certificate-corner" transform="translate(${x} ${y})"/>`),
  '</svg>',
].join('');

/** The ring around the units. */
export const MEDALLION = [
  '<svg class="certificate__ring" viewBox="0 0 160 160" aria-hidden="true" focusable="false">',
  `<g transform="translate(80 80)">${rosette('certificate-petal', 65, 9, 54)}</g>`,
  '<circle class="certificate__line certificate__line--bold" cx="80" cy="80" r="77.5"/>',
  '<circle class="certificate__line certificate__line--bold" cx="80" cy="80" r="53"/>',
  '<circle class="certificate__line certificate__line--fine" cx="80" cy="80" r="49.5"/>',
  '</svg>',
].join('');

/** A thin line under the heading that swells to a diamond. */
export const FLOURISH = [
  '<svg class="certificate__flourish" viewBox="0 0 300 10" aria-hidden="true" focusable="false">',
  '<path class="certificate__solid" d="M0 5L138 4.4V5.6ZM300 5L162 4.4V5.6ZM150 .6L154.6 5L150 9.4L145.4 5Z"/>',
  '<path class="certificate__solid" d="M141 3.6L142.5 5L141 6.4L139.5 5ZM159 3.6L160.5 5L159 6.4L157.5 5Z"/>',
  '</svg>',
].join('');

/** Returns the product's own mark, a ridge line under a sun, which is neither a seal nor the state's. */
export function emblem(label: string): string {
  const rays = Array.from({ length: 13 }, (_, i) => {
    const angle = Math.PI * (1 + i / 12);
    const [from, to] = i % 2 ? [17.5, 21] : [17.5, 24];
    const at = (r: number) => `${round(50 + r * Math.cos(angle))} ${round(50 + r * Math.sin(angle))}`;
    return `M${at(from)}L${at(to)}`;
  }).join('');
  return [
    `<svg class="certificate__emblem" viewBox="0 0 100 100" role="img" aria-label="${label}" focusable="false">`,
    '<circle class="certificate__line certificate__line--bold" cx="50" cy="50" r="47"/>',
    '<circle class="certificate__line certificate__line--fine" cx="50" cy="50" r="42.5"/>',
    `<path class="certificate__ray" d="${rays}"/>`,
    '<path class="certificate__sun" d="M37 53a13.5 13.5 0 0 1 26 0"/>',
    '<path class="certificate__ridge" d="M9.5 62L24 48L30 54L38.5 42.5L49 57L55 51L64 60L73 49L81 57L90.5 62"/>',
    '<path class="certificate__slope" d="M14 69.5Q32 63 50 69.5T86 69.5M20 77Q35 71 50 77T80 77M30 84.5Q40 80 50 84.5T70 84.5"/>',
    '</svg>',
  ].join('');
}
