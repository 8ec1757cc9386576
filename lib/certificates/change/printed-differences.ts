import type { FieldDifference } from '@/lib/events/event-decision';
import type { NamedFacts } from '@/lib/printing/facts';
import { entriesOf, valuesOf } from '@/lib/printing/template/values';
import { WORDING } from '@/lib/printing/template/wording';

/** What is printed in Sections I, II and IV, in the order of the page. */
const printedOf = (facts: NamedFacts) => ({ ...entriesOf(facts), ...valuesOf(facts) });

const LABELS: [keyof ReturnType<typeof printedOf>, string][] = [
  ['participantName', WORDING.participant.name],
  ['participantSchool', WORDING.participant.school],
  ['participantNumber', 'Educator Number'],
  ['title', WORDING.information.title],
  ['instructor', WORDING.information.instructor],
  ['dates', WORDING.information.dates],
  ['providerName', WORDING.information.providerName],
  ['providerPhone', WORDING.information.providerPhone],
  ['location', WORDING.information.location],
  ['units', WORDING.information.units],
  ['signedBy', WORDING.printedName],
  ['signedOn', WORDING.date],
];

/**
 * Returns what a corrected certificate says otherwise than the one that it replaced, from the facts that both were made
 * with (M18). The sentences of the agency and the serial are not compared.
 */
export function printedDifferences(before: NamedFacts, after: NamedFacts): FieldDifference[] {
  const [old, now] = [printedOf(before), printedOf(after)];
  return LABELS.filter(([name]) => old[name] !== now[name]).map(([name, field]) => ({
    field,
    before: old[name] || null,
    after: now[name] || null,
  }));
}
