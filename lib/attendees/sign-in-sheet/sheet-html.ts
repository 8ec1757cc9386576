import { escapeHtml } from '@/lib/platform/escape-html';
import { type SheetFonts, STRONG_FAMILY, sheetFonts } from './sheet-fonts';

/** The content of a sign-in sheet, as plain strings, because the renderer has no way back into the product. */
export type SheetFacts = {
  title: string;
  dates: string;
  place: string;
  instructor: string;
  provider: string;
  /** The people who are expected, by name. */
  people: { name: string; school: string }[];
};

/** Lines for people who were not expected (choice); an event without a roster gets more than a full page. */
const BLANK_LINES = 12;
const LINES_WITHOUT_ROSTER = 40;

const HEADING = 'Sign-in sheet';
const COLUMNS = ['No.', 'Name', 'School or district', 'Signature'];

/**
 * Returns the sheet as one page of HTML with its fonts included; the browser splits it into Letter pages with the
 * heading on each.
 */
export async function sheetHtml(facts: SheetFacts): Promise<string> {
  const { title, dates, place, instructor, provider, people } = facts;
  const texts = [title, instructor, provider, place, ...people.flatMap(({ name, school }) => [name, school])];
  const fonts = await sheetFonts(texts.filter(Boolean), `${HEADING}${COLUMNS.join('')}`);
  const say = (text: string) =>
    `<bdi style="font-family:${escapeHtml(fonts.familiesOf(text))}">${escapeHtml(text)}</bdi>`;
  const blanks = people.length === 0 ? LINES_WITHOUT_ROSTER : BLANK_LINES;
  const rows = [
    ...people.map(({ name, school }, index) => row(index + 1, say(name), school ? say(school) : '')),
    ...Array.from({ length: blanks }, (_, index) => row(people.length + index + 1, '', '')),
  ];
  // List items are the only sign that the browser preserves in a PDF that a label and its value belong together.
  const line = (label: string, value: string) => `<div role="listitem"><dt>${label}</dt><dd>${say(value)}</dd></div>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(`${HEADING}: ${title}`)}</title>
<style>${fonts.css}${css(title, fonts)}</style></head><body>
<header><h1>${HEADING}</h1><p class="title">${say(title)}</p>
<dl role="list">${line('Dates', dates)}${line('Place', place)}${line('Instructor', instructor)}${line('Approved provider', provider)}</dl></header>
<table><thead><tr>${COLUMNS.map((column) => `<th scope="col">${column}</th>`).join('')}</tr></thead>
<tbody>${rows.join('')}</tbody></table></body></html>`;
}

/** A cell for a pen contains a blank, because the browser leaves empty cells out of a PDF's structure. */
const FOR_A_PEN = '&nbsp;';

function row(number: number, name: string, school: string): string {
  const head = name ? `<th scope="row">${name}</th>` : `<td>${FOR_A_PEN}</td>`;
  return `<tr><td class="number">${number}</td>${head}<td>${school || FOR_A_PEN}</td><td>${FOR_A_PEN}</td></tr>`;
}

/** Quotes a text for a style sheet, with every special character written as its code. */
function cssString(text: string): string {
  return `"${text.replaceAll(/[^\p{L}\p{M}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `)}"`;
}

function css(title: string, fonts: SheetFonts): string {
  const margin = `font:400 8.5pt ${fonts.familiesOf(title)};color:#46554e`;
  return `
@page{size:Letter portrait;margin:.8in .7in .75in;@top-left{content:${cssString(title)};${margin}}@bottom-right{content:"Page " counter(page) " of " counter(pages);${margin}}@bottom-left{content:"Keep with the records of the event for five years.";${margin}}}
@page:first{@top-left{content:none}}
*{box-sizing:border-box}
body{margin:0;font:400 10.5pt/1.35 ${fonts.familiesOf('a')};color:#14201c;font-synthesis:none}
h1{margin:0;font:400 20pt/1.2 "${STRONG_FAMILY}";color:#1d4238}
.title{margin:2pt 0 8pt;font-size:13pt;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:1fr 1fr;gap:4pt 18pt;margin:0 0 12pt}
dt{font-size:8.5pt;color:#46554e}
dd{margin:0;overflow-wrap:anywhere}
bdi{white-space-collapse:preserve}
table{width:100%;border-collapse:collapse;table-layout:fixed}
thead{display:table-header-group}
thead th{padding:3pt 6pt;font:400 9.5pt/1.2 "${STRONG_FAMILY}";text-align:left;border-bottom:1.2pt solid #1d4238}
thead th:nth-child(1){width:.5in}
thead th:nth-child(2){width:2.2in}
thead th:nth-child(3){width:1.9in}
tr{break-inside:avoid}
tbody :is(td,th){height:.36in;padding:3pt 6pt;font-weight:400;text-align:left;vertical-align:middle;border-bottom:.6pt solid #76807a;overflow-wrap:anywhere}
tbody td:last-child{border-left:.6pt solid #c9c4b6}
.number{color:#46554e;font-size:9pt}
`;
}
