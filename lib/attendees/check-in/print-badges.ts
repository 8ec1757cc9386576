import { AppError } from '@/lib/platform/errors';
import { escapeHtml } from '@/lib/platform/escape-html';
import { renderPdf } from '@/lib/platform/pdf/renderer';
import { qrPath } from '@/lib/platform/qr-path';
import type { Context } from '@/lib/platform/visit';
import { STRONG_FAMILY, sheetFonts } from '../sign-in-sheet/sheet-fonts';
import { listBadges } from './get-check-in';
import { badgeText } from './scans';

/** The most badges that are printed at once (choice): 150 pages. */
export const MAX_BADGES = 1_500;

const HEADING = 'Badges';

/** Sizes in points, by length: a badge is two inches high, and neither its name nor its code is ever cut. */
type Steps = readonly [letters: number, points: number][];
const NAME_STEPS: Steps = [
  [24, 15],
  [48, 12],
  [80, 9],
  [160, 8],
  [Number.POSITIVE_INFINITY, 7],
];
const SCHOOL_STEPS: Steps = [
  [60, 9],
  [160, 7],
  [Number.POSITIVE_INFINITY, 6],
];
/** Characters that are as wide as two others. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Yi}]/u;

/** With more letters in name and school, a badge has no room for the event's title. */
const MAX_BESIDE_TITLE = 240;

const lettersOf = (text: string) =>
  Array.from(text).reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);

const sizeOf = (text: string, steps: Steps) => `font-size:${steps.find(([most]) => lettersOf(text) <= most)![1]}pt`;

/**
 * Prints a badge for each person on the roster, with the code that the provider's phones scan: ten on a Letter page, to
 * cut out. Nothing is stored.
 * @throws AppError `not_found`, `forbidden`, `invalid` without people or with too many, or `too_many` or `unavailable`
 */
export async function printBadges(ctx: Context, eventId: number): Promise<Buffer> {
  const { event, badges } = await listBadges(ctx, eventId);
  if (badges.length === 0)
    throw new AppError('invalid', 'No one is on the roster yet, so there are no badges to print.');
  return printBadgesOf(ctx, event.title, badges);
}

/**
 * Prints these badges.
 * @throws AppError `invalid` with too many, or `too_many` or `unavailable`
 */
export async function printBadgesOf(ctx: Context, title: string, badges: readonly Badge[]): Promise<Buffer> {
  if (badges.length > MAX_BADGES) {
    const most = MAX_BADGES.toLocaleString('en-US');
    throw new AppError('invalid', `Badges are printed for at most ${most} people. Use the event’s code instead.`);
  }
  return renderPdf(await badgesHtml(title, badges), { visit: ctx, kind: 'sheet' });
}

type Badge = { name: string; school: string; code: string };

/** The badges as HTML with their fonts inside, on Letter pages. */
export async function badgesHtml(title: string, badges: readonly Badge[]): Promise<string> {
  const texts = [title, ...badges.flatMap(({ name, school }) => [name, school])];
  const fonts = await sheetFonts(texts.filter(Boolean), HEADING);
  const say = (text: string) =>
    `<bdi style="font-family:${escapeHtml(fonts.familiesOf(text))}">${escapeHtml(text)}</bdi>`;
  const badge = ({ name, school, code }: Badge) => {
    const { size, path } = qrPath(badgeText(code));
    return `<li><svg viewBox="0 0 ${size} ${size}" role="img" aria-label="QR code ${code}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg><div><p class="name" style="${sizeOf(name, NAME_STEPS)}">${say(name)}</p>${school ? `<p class="school" style="${sizeOf(school, SCHOOL_STEPS)}">${say(school)}</p>` : ''}${lettersOf(name + school) > MAX_BESIDE_TITLE ? '' : `<p class="event">${say(title)}</p>`}<p class="code">${code}</p></div></li>`;
  };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(`${HEADING}: ${title}`)}</title><style>${fonts.css}
@page{size:Letter portrait;margin:.5in .25in}
*{box-sizing:border-box;margin:0;padding:0}
body{font:400 9pt/1.25 ${fonts.familiesOf('a')};color:#14201c;font-synthesis:none}
h1{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);font:400 1pt "${STRONG_FAMILY}"}
ul{list-style:none;display:grid;grid-template-columns:4in 4in;grid-auto-rows:2in}
li{display:flex;gap:.15in;align-items:center;padding:.15in;border:.5pt dashed #c9c4b6;break-inside:avoid;overflow:hidden}
svg{flex:none;width:1.5in;height:1.5in}
li div{min-width:0;overflow-wrap:anywhere}
.name{line-height:1.15;margin-bottom:3pt}
.event{color:#46554e;font-size:7.5pt;margin-top:3pt;max-height:3.8em;overflow:hidden}
.code{margin-top:3pt;font-size:10pt;letter-spacing:.05em}
</style></head><body><h1>${HEADING}</h1><ul>${badges.map(badge).join('')}</ul></body></html>`;
}
