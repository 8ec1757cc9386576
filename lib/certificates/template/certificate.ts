import { certificateCss } from './css';
import { escapeHtml } from './escape';
import { layoutOf } from './layout';
import { BORDER, emblem, FLOURISH, MEDALLION } from './ornament';
import { type DraftFacts, type Field, valuesOf } from './values';
import { WORDING } from './wording';

export { certificateCss } from './css';
export type { DraftFacts } from './values';

const { sections, participant, information } = WORDING;

/**
 * The generic certificate as escaped HTML: Section II filled from the event, Sections I, III and IV left to be
 * filled by hand (manual, "Issuing Certificates"). Works in a page and in a shadow root, with `certificateCss`.
 */
export function certificateBody(facts: DraftFacts): string {
  const values = valuesOf(facts);
  const layout = layoutOf(values);
  const filled = (Object.keys(information) as Field[])
    .map((field) => filledField(field, values[field], layout.classes[field]))
    .join('');
  return [
    `<article class="certificate" lang="en" dir="ltr"><div class="certificate__sheet certificate__sheet--${layout.density}">`,
    BORDER,
    `<header class="certificate__head">${emblem(WORDING.emblem)}<h1>${WORDING.heading}</h1>${FLOURISH}</header>`,
    `<section class="certificate__participant">${heading('I', sections.participant)}`,
    `<div class="certificate__blanks">${blank(participant.name, 'wide')}${blank(participant.school)}${blank(participant.educatorNumber)}</div></section>`,
    `<section class="certificate__information">${heading('II', sections.information)}<dl>${filled}</dl></section>`,
    '<div class="certificate__verifications">',
    `<section>${heading('III', sections.participantVerification)}<p class="certificate__statement">${WORDING.participantStatement}</p>`,
    `<div class="certificate__blanks">${blank(WORDING.signature, 'full')}${blank(WORDING.date, 'full')}</div></section>`,
    `<section>${heading('IV', sections.providerVerification)}<p class="certificate__statement">${WORDING.providerStatement}</p>`,
    `<div class="certificate__blanks">${blank(WORDING.signature, 'full')}${blank(WORDING.printedName, 'wide')}${blank(WORDING.date)}</div></section>`,
    '</div>',
    `<footer class="certificate__foot"><p>${WORDING.keep}</p>${reference(facts)}</footer>`,
    '</div></article>',
  ].join('');
}

/** The whole page that is printed. `fontCss` holds the fonts; nothing is fetched. */
export function certificateDocument(facts: DraftFacts, fontCss: string): string {
  const title = facts.title ? `${WORDING.heading} – ${facts.title}` : WORDING.heading;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${fontCss}</style><style>${PAGE_CSS}${certificateCss}</style>`,
    `</head><body>${certificateBody(facts)}</body></html>`,
  ].join('');
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

function reference({ eventNumber, version }: DraftFacts): string {
  if (eventNumber === undefined || version === undefined) return '';
  return `<p>${WORDING.reference(eventNumber, version)}</p>`;
}
