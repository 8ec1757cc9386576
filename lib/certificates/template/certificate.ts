import { certificateCss, setClass } from './css';
import { type EntryField, entryLines, RISE } from './entry-lines';
import { escapeHtml } from './escape';
import type { Density } from './fit';
import { type Layout, layoutOf, signatureStep } from './layout';
import { BORDER, emblem, FLOURISH, MEDALLION } from './ornament';
import { type QrCode, qrPicture } from './qr-picture';
import { type DraftFacts, entriesOf, type Field, valuesOf } from './values';
import { WORDING } from './wording';

export { certificateCss } from './css';
export type { DraftFacts } from './values';

const { sections, participant, information } = WORDING;

/** What is drawn rather than written. */
export type Drawn = {
  /** On the signature's line: a text for the script face, or a picture by its address. */
  signature?: { kind: 'typed'; text: string } | { kind: 'picture'; src: string } | null;
  qrCode?: QrCode | null;
  /** The code is a link, too: in a file that is opened on a screen. */
  linked?: boolean;
};

/**
 * The certificate as escaped HTML: Section II filled from the event, and the lines of the other sections left for a
 * pen (manual, "Issuing Certificates") as far as the facts do not fill them. Works in a page and in a shadow root, with
 * `certificateCss`.
 */
export function certificateBody(facts: DraftFacts, drawn: Drawn = {}): string {
  const values = valuesOf(facts);
  const named = facts.serial !== undefined;
  const signed = Boolean(drawn.signature);
  const layout = layoutOf(values, { named, signed });
  const filled = (Object.keys(information) as Field[])
    .map((field) => filledField(field, values[field], layout.classes[field]))
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
    `<section>${heading('III', sections.participantVerification)}<p class="certificate__statement">${WORDING.participantStatement}</p>`,
    `<div class="certificate__blanks">${blank(WORDING.signature, 'full')}${blank(WORDING.date, 'full')}</div></section>`,
    `<section>${heading('IV', sections.providerVerification)}<p class="certificate__statement">${WORDING.providerStatement}</p>`,
    `${providerLines(facts, drawn.signature, layout)}</section>`,
    checkColumn(facts, drawn),
    '</div>',
    `<footer class="certificate__foot">${reference(facts)}<p>${WORDING.keep}</p></footer>`,
    '</div></article>',
  ].join('');
}

/** The whole page that is printed. `fontCss` holds the fonts; nothing is fetched. */
export function certificateDocument(facts: DraftFacts, fontCss: string, drawn: Drawn = {}): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escapeHtml(documentTitle(facts))}</title>`,
    `<style>${fontCss}</style><style>${PAGE_CSS}${certificateCss}</style>`,
    `</head><body>${certificateBody(facts, drawn)}</body></html>`,
  ].join('');
}

/** What a reader shows as the name of the document: with the person's name last. */
export function documentTitle({ title, participantName }: DraftFacts): string {
  return [WORDING.heading, title, participantName].filter(Boolean).join(' – ');
}

const PAGE_CSS = '@page{size:11in 8.5in;margin:0}html,body{margin:0;padding:0}body{width:11in;height:8.5in}';

function heading(numeral: string, name: string): string {
  return `<h2><span class="certificate__numeral">Section ${numeral}</span> <span class="certificate__name">${name}</span></h2>`;
}

function filledField(field: Field, value: string, className: string): string {
  return [
    `<div class="certificate__field certificate__field--${field}">`,
    field === 'units' ? MEDALLION : '',
    `<dt>${information[field]}</dt>`,
    `<dd class="${className}" data-field="${field}" dir="auto">${escapeHtml(value)}</dd></div>`,
  ].join('');
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

/** A text above its writing line, on lines that are broken here and nowhere else. */
function entry(label: string, field: EntryField, text: string, density: Density): string {
  const { size, rise, lines } = entryLines(field, text, density);
  const tall = rise === RISE.tall;
  const set = lines
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

/** Where anybody can check the certificate: as a code for a telephone, and in words. */
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

/** The address as one types it: without the protocol, and without the serial, which is asked for there. */
export function checkAddress(verifyUrl: string, serial: string): string {
  return verifyUrl.replace(/^https?:\/\//, '').replace(`/${serial}`, '');
}

function reference({ eventNumber, version, serial }: DraftFacts): string {
  if (eventNumber === undefined || version === undefined) return '<p></p>';
  if (serial === undefined) return `<p>${WORDING.reference(eventNumber, version)}</p>`;
  return `<p>${WORDING.namedReference(eventNumber)} <span data-field="footSerial">${escapeHtml(serial)}</span></p>`;
}
