import { escapeHtml } from '@/lib/platform/escape-html';
import { certificateCss, setClass } from './css';
import { type EntryField, entryLines, linesWithBlanks, RISE } from './entry-lines';
import { type Density, widthOf } from './fit';
import { type Layout, layoutOf, signatureStep } from './layout';
import { AFTER_SLASH, HYPHENED } from './line-breaks';
import { BORDER, emblem, FLOURISH, MEDALLION } from './ornament';
import { type QrCode, qrPicture } from './qr-picture';
import { type DraftFacts, entriesOf, type Field, valuesOf } from './values';
import { WORDING } from './wording';

export { certificateCss } from './css';
export type { DraftFacts } from './values';

const { sections, participant, information } = WORDING;

/** The drawn parts, as opposed to text. */
export type Drawn = {
  /** The art on the signature line: a text in the script face, or a picture by its address. */
  signature?: { kind: 'typed'; text: string } | { kind: 'picture'; src: string } | null;
  qrCode?: QrCode | null;
  /** Whether the QR code is a link as well, for files that are opened on a screen. */
  linked?: boolean;
};

/**
 * Returns the certificate as escaped HTML: Section II filled from the event, and the lines of the other sections left
 * for a pen (manual, "Issuing Certificates") unless the facts fill them. Works in a page and in a shadow root, with
 * `certificateCss`.
 */
export function certificateBody(facts: DraftFacts, drawn: Drawn = {}): string {
  const values = valuesOf(facts);
  const named = facts.serial !== undefined;
  const signed = Boolean(drawn.signature);
  const layout = layoutOf(values, { named, signed });
  const filled = (Object.keys(information) as Field[])
    .map((field) => filledField(field, values[field], layout))
    .join('');
  const variants = [layout.density, ...(named ? ['named'] : []), ...(signed ? ['signed'] : [])];
  const sheet = ['certificate__sheet', ...variants.map((variant) => `certificate__sheet--${variant}`)].join(' ');
  return [
    `<article class="certificate" lang="en" dir="ltr"><div class="${sheet}">`,
    BORDER,
    `<header class="certificate__head">${emblem(WORDING.emblem)}<h1>${WORDING.heading}</h1>${FLOURISH}</header>`,
    `<section class="certificate__participant">${heading('I', sections.participant)}${participantLines(facts, named, layout)}</section>`,
    `<section class="certificate__information">${heading('II', sections.information)}<dl>${filled}</dl></section>`,
    '<div class="certificate__verifications">',
    `<section>${heading('III', sections.participantVerification)}<p class="certificate__statement">${escapeHtml(facts.participantStatement ?? WORDING.participantStatement)}</p>`,
    `<div class="certificate__blanks">${blank(WORDING.signature, 'full')}${blank(WORDING.date, 'full')}</div></section>`,
    `<section>${heading('IV', sections.providerVerification)}<p class="certificate__statement">${escapeHtml(facts.providerStatement ?? WORDING.providerStatement)}</p>`,
    `${providerLines(facts, drawn.signature, layout)}</section>`,
    checkColumn(facts, drawn),
    '</div>',
    `<footer class="certificate__foot">${reference(facts)}<p>${escapeHtml(facts.keep ?? WORDING.keep)}</p></footer>`,
    '</div></article>',
  ].join('');
}

/** Returns the whole page for printing. `fontCss` contains the fonts; nothing is fetched. */
export function certificateDocument(facts: DraftFacts, fontCss: string, drawn: Drawn = {}): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escapeHtml(documentTitle(facts))}</title>`,
    `<style>${fontCss}</style><style>${PAGE_CSS}${certificateCss}</style>`,
    `</head><body>${withListItems(certificateBody(facts, drawn))}</body></html>`,
  ].join('');
}

/**
 * Makes each label and its value a list item, because that is the only sign that the browser preserves in a PDF that
 * they belong together. Text is escaped, so only elements begin like this.
 */
function withListItems(body: string): string {
  return body
    .replaceAll('<dl', '<dl role="list"')
    .replaceAll(/<div class="certificate__(field|entry) /g, '<div role="listitem" class="certificate__$1 ');
}

/** Returns the document's name for PDF readers, with the person's name last. */
export function documentTitle({ title, participantName }: DraftFacts): string {
  return [WORDING.heading, title, participantName].filter(Boolean).join(' – ');
}

const PAGE_CSS = '@page{size:11in 8.5in;margin:0}html,body{margin:0;padding:0}body{width:11in;height:8.5in}';

function heading(numeral: string, name: string): string {
  return `<h2><span class="certificate__numeral">Section ${numeral}<span> </span></span><span class="certificate__name">${name}</span></h2>`;
}

function filledField(field: Field, value: string, { classes, lineEms }: Layout): string {
  return [
    `<div class="certificate__field certificate__field--${field}">`,
    field === 'units' ? MEDALLION : '',
    `<dt>${information[field]}</dt>`,
    `<dd class="${classes[field]}" data-field="${field}" dir="auto">${unbroken(value, lineEms[field])}</dd></div>`,
  ].join('');
}

/** Widths are estimates, so a line that comes closer than this to its end may break. */
const SURELY_ONE_LINE = 0.85;

/**
 * Keeps the words of a value together, because the browser would otherwise break them after hyphens although they fit
 * on a line. They stay text, not boxes, so that they have their place in lines of both directions. A word that is too wide may break after slashes, too.
 */
function unbroken(value: string, lineEms: number): string {
  if (widthOf(value) < lineEms * SURELY_ONE_LINE) return escapeHtml(value);
  return value
    .split(' ')
    .map((word) => {
      const text = escapeHtml(word);
      if (!HYPHENED.test(word)) return text;
      const fits = widthOf(word) <= lineEms;
      return fits ? `<span class="certificate__word">${text}</span>` : text.replaceAll(AFTER_SLASH, '/<wbr>');
    })
    .join(' ');
}

function blank(label: string, width: 'wide' | 'full' | 'plain' = 'plain'): string {
  return `<p class="certificate__blank certificate__blank--${width}">${label}</p>`;
}

function participantLines(facts: DraftFacts, named: boolean, { density }: Layout): string {
  const { name, school, educatorNumber } = participant;
  if (!named)
    return `<div class="certificate__blanks">${blank(name, 'wide')}${blank(school)}${blank(educatorNumber)}</div>`;
  const entries = entriesOf(facts);
  return [
    '<dl class="certificate__blanks">',
    entry(name, 'participantName', entries.participantName, density),
    entry(school, 'participantSchool', entries.participantSchool, density),
    entry(educatorNumber, 'participantNumber', entries.participantNumber, density),
    '</dl>',
  ].join('');
}

function providerLines(facts: DraftFacts, signature: Drawn['signature'], { density }: Layout): string {
  const { printedName, date } = WORDING;
  if (!signature) {
    return `<div class="certificate__blanks">${blank(WORDING.signature, 'full')}${blank(printedName, 'wide')}${blank(date)}</div>`;
  }
  const entries = entriesOf(facts);
  return [
    '<dl class="certificate__blanks">',
    `<div class="certificate__entry certificate__entry--signature"><dt>${WORDING.signature}</dt>`,
    `<dd>${signatureOf(signature, facts.signedBy ?? '')}</dd></div>`,
    entry(printedName, 'signedBy', entries.signedBy, density),
    entry(date, 'signedOn', entries.signedOn, density),
    '</dl>',
  ].join('');
}

/** Returns a text above its writing line, with line breaks here and nowhere else. */
function entry(label: string, field: EntryField, text: string, density: Density): string {
  const { size, rise, lines } = entryLines(field, text, density);
  const tall = rise === RISE.tall;
  const set = linesWithBlanks(text, lines)
    .map((line) => {
      const written = `<span data-field="${field}">${escapeHtml(line)}</span>`;
      return `<span class="certificate__set ${setClass(size, tall)}">${written}</span>`;
    })
    .join('');
  const value = `<dd class="certificate__written${tall ? ' certificate__written--tall' : ''}" dir="auto">${set}</dd>`;
  return `<div class="certificate__entry certificate__entry--${field}"><dt>${label}</dt>${value}</div>`;
}

function signatureOf(signature: NonNullable<Drawn['signature']>, name: string): string {
  const label = escapeHtml(WORDING.signatureOf(name));
  if (signature.kind === 'picture') {
    return `<img class="certificate__signature-picture" src="${escapeHtml(signature.src)}" alt="${label}">`;
  }
  const { name: size } = signatureStep(signature.text);
  return `<span class="certificate__signature certificate__signature--${size}" data-field="signature" dir="auto">${escapeHtml(signature.text)}</span>`;
}

/** Returns the column that says where anybody can check the certificate, as a QR code and in words. */
function checkColumn({ serial, verifyUrl }: DraftFacts, { qrCode, linked }: Drawn): string {
  if (serial === undefined || verifyUrl === undefined) return '';
  const picture = qrCode ? qrPicture(qrCode, WORDING.qrCode) : '';
  return [
    '<div class="certificate__check">',
    linked ? `<a href="${escapeHtml(verifyUrl)}">${picture}</a>` : picture,
    `<p>${escapeHtml(WORDING.check(checkAddress(verifyUrl, serial)))}</p>`,
    `<p class="certificate__serial" data-field="serial">${escapeHtml(serial)}</p></div>`,
  ].join('');
}

/**
 * Returns the address as people type it, without the protocol and without the serial, which the page there asks for.
 */
export function checkAddress(verifyUrl: string, serial: string): string {
  return verifyUrl.replace(/^https?:\/\//, '').replace(`/${serial}`, '');
}

function reference({ eventNumber, version, serial }: DraftFacts): string {
  if (eventNumber === undefined || version === undefined) return '<p></p>';
  if (serial === undefined) return `<p>${WORDING.reference(eventNumber, version)}</p>`;
  return `<p>${WORDING.namedReference(eventNumber)} <span data-field="footSerial">${escapeHtml(serial)}</span></p>`;
}
