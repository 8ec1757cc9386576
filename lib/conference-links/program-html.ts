import { type SheetFonts, STRONG_FAMILY, sheetFonts } from '@/lib/attendees/sign-in-sheet/sheet-fonts';
import type { Day } from '@/lib/platform/clock';
import { escapeHtml } from '@/lib/platform/escape-html';
import { qrPath } from '@/lib/platform/qr-path';

/** Which code each session has: of its certificate, or of its check-in while that is open. */
export const CODES = ['certificate', 'check-in'] as const;
export type Codes = (typeof CODES)[number];

/** A session as it is printed. */
export type Printed = {
  day: Day;
  title: string;
  times: string;
  room: string | null;
  instructor: string;
  track: string | null;
  units: string;
  /** What its QR code opens; null when it has none. */
  address: string | null;
};

type Head = {
  name: string;
  dates: string;
  place: string;
  provider: string /** The conference's link. */;
  address: string | null;
};

type DayOf = { day: string; sessions: Printed[] };

const ALL = 'All your certificates in one place';
const ALL_HOW =
  'Scan this code after the conference, check the sessions you attended, and get your certificates together.';
const PROGRAM = 'Program';
const HOW: Record<Codes, string> = {
  certificate: 'Get your PDU certificate: scan the code of the session',
  'check-in': 'Sign in and out: scan the code of the session',
};
const NO_ROOM = 'Other sessions';

const textsOf = ({ name, place, provider }: Head, sessions: readonly Printed[]) =>
  [
    name,
    place,
    provider,
    ...sessions.flatMap(({ title, instructor, room, track }) => [title, instructor, room, track]),
  ].filter((text): text is string => Boolean(text));

/** The program as HTML with its fonts inside, on Letter pages. */
export async function programHtml({ days, ...head }: Head & { days: DayOf[] }): Promise<string> {
  const sessions = days.flatMap((day) => day.sessions);
  const fonts = await sheetFonts(
    textsOf(head, sessions),
    [PROGRAM, ALL, head.name, ...days.map(({ day }) => day)].join(' '),
  );
  const say = sayIn(fonts);
  const gap = gapOf(sessions);
  const session = ({ times, title, instructor, room, track, units, address }: Printed) =>
    `<li><p class="times">${escapeHtml(times)}</p><div><h3>${say(title)}</h3><p>${say(instructor)}</p><p class="sub">${[
      room && say(room),
      track && say(track),
      escapeHtml(units),
    ]
      .filter(Boolean)
      .join(' · ')}</p></div>${address ? qr(address, `QR code of the session ${title}`) : gap}</li>`;
  return page(
    `${PROGRAM}: ${head.name}`,
    `${fonts.css}${base(fonts)}
header{display:flex;gap:.3in;align-items:center;border-bottom:1.4pt solid #86662a;padding-bottom:.2in}
header div{flex:1}
header svg{width:1.25in;height:1.25in}
h2{font:400 15pt/1.2 ${fonts.familiesOf('a')};color:#1d4238;margin:.25in 0 .08in;break-after:avoid}
h3{font:400 12pt/1.25 ${fonts.familiesOf('a')}}
ul{list-style:none}
li{display:flex;gap:.2in;align-items:center;padding:.09in 0;border-bottom:.5pt solid #c9c4b6;break-inside:avoid}
.times{flex:none;width:1.35in}
li div{flex:1;min-width:0;overflow-wrap:anywhere}
li svg,.none{flex:none;width:.95in;height:.95in}
`,
    `<header><div><h1>${say(head.name)}</h1><p>${escapeHtml(head.dates)}${head.place ? ` · ${say(head.place)}` : ''}</p><p class="sub">${say(head.provider)}</p>${
      head.address ? `<p class="all"><strong>${ALL}.</strong> ${ALL_HOW}</p>` : ''
    }</div>${head.address ? qr(head.address, 'QR code that opens the page with all sessions') : ''}</header>${days
      .map(({ day, sessions: own }) => `<h2>${escapeHtml(day)}</h2><ul>${own.map(session).join('')}</ul>`)
      .join('')}`,
  );
}

type Poster = { room: string; day: string; sessions: Printed[] };

/** The most sessions on one poster page; more begin another page. Up to three are printed larger. */
const ON_A_PAGE = 6;
const FEW = 3;

/** The posters as HTML with their fonts inside: one Letter page a room and day. */
export async function postersHtml({
  posters,
  codes,
  ...head
}: Head & { posters: Poster[]; codes: Codes }): Promise<string> {
  const all = posters.flatMap(({ sessions }) => sessions);
  const fonts = await sheetFonts(
    [...textsOf(head, all), NO_ROOM],
    [head.name, HOW[codes], NO_ROOM, ...posters.flatMap(({ room, day }) => [room, day])].join(' '),
  );
  const say = sayIn(fonts);
  const gap = gapOf(all);
  const noRoom = posters.some(({ room }) => room !== '') ? NO_ROOM : head.name;
  const session = ({ times, title, instructor, units, address }: Printed) =>
    `<li>${address ? qr(address, `QR code of the session ${title}`) : gap}<div><p class="times">${escapeHtml(times)}</p><h2>${say(title)}</h2><p>${say(instructor)} · ${escapeHtml(units)}</p></div></li>`;
  const sheets = posters.flatMap(({ room, day, sessions }) =>
    chunksOf(sessions, ON_A_PAGE).map((own) => ({ room: room || noRoom, day, own })),
  );
  return page(
    `Room posters: ${head.name}`,
    `${fonts.css}${base(fonts)}
section{height:9.9in;break-after:page;display:flex;flex-direction:column}
section:last-child{break-after:auto}
h1{font-size:34pt;line-height:1.1;color:#1d4238;overflow-wrap:anywhere}
.day{font-size:16pt;margin-top:.06in}
.how{font-size:13pt;margin:.14in 0 .1in;padding-top:.12in;border-top:1.4pt solid #86662a}
h2{font:400 16pt/1.2 ${fonts.familiesOf('a')};overflow-wrap:anywhere}
ul{list-style:none;flex:1}
li{display:flex;gap:.25in;align-items:center;padding:.07in 0}
li svg,.none{flex:none;width:1.25in;height:1.25in}
li div{min-width:0}
.times{font-size:13pt;color:#46554e}
.few li{padding:.15in 0;font-size:14pt}
.few li svg,.few .none{width:2.2in;height:2.2in}
.few h2{font-size:22pt}
.few .times{font-size:17pt}
.foot{color:#46554e;font-size:10pt}
`,
    sheets
      .map(
        ({ room, day, own }) =>
          `<section${own.length <= FEW ? ' class="few"' : ''}><h1>${say(room)}</h1><p class="day">${escapeHtml(day)}</p>${
            own.some(({ address }) => address) ? `<p class="how">${HOW[codes]}.</p>` : '<p class="how"></p>'
          }<ul>${own.map(session).join('')}</ul><p class="foot">${say(head.name)} · ${say(head.provider)}</p></section>`,
      )
      .join(''),
  );
}

/** What a session without a code has in its place, so that the titles stay below each other; nothing if none has a code. */
const gapOf = (sessions: readonly Printed[]) =>
  sessions.some(({ address }) => address !== null) ? '<span class="none"></span>' : '';

const chunksOf = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));

const sayIn = (fonts: SheetFonts) => (text: string) =>
  `<bdi style="font-family:${escapeHtml(fonts.familiesOf(text))}">${escapeHtml(text)}</bdi>`;

function qr(address: string, label: string): string {
  const { size, path } = qrPath(address);
  return `<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${escapeHtml(label)}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>`;
}

const base = (fonts: SheetFonts) => `
@page{size:Letter portrait;margin:.5in}
*{box-sizing:border-box;margin:0;padding:0}
body{font:400 10.5pt/1.35 ${fonts.familiesOf('a')};color:#14201c;font-synthesis:none}
h1{font:400 22pt/1.15 ${fonts.familiesOf('a')};overflow-wrap:anywhere}
strong{font-family:"${STRONG_FAMILY}";font-weight:400}
.sub{color:#46554e;font-size:9pt}
.all{margin-top:.1in;font-size:9.5pt}
`;

const page = (title: string, css: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${css}</style></head><body>${body}</body></html>`;
