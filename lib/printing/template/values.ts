import type { CertificateFacts, ParticipantFacts, SigningFacts, StatementFacts } from './certificate-facts';
import { dateRange } from './date-range';
import type { EntryField } from './entry-lines';

/** Facts that may still be incomplete, such as those in the event form while someone types. */
export type DraftFacts = Partial<CertificateFacts & StatementFacts & SigningFacts & ParticipantFacts>;

/** The template's font families; the printed page includes them, and the preview falls back to the app's. */
export const FAMILIES = {
  text: 'Certificate Serif',
  strong: 'Certificate Serif Strong',
  italic: 'Certificate Serif Italic',
  script: 'Certificate Script',
} as const;

/** Returns the text of the seven fields of Section II, in the manual's order. */
export function valuesOf(facts: DraftFacts) {
  return {
    title: facts.title ?? '',
    instructor: facts.instructor ?? '',
    dates: dateRange(facts.startsOn, facts.endsOn),
    providerName: facts.providerName ?? '',
    providerPhone: facts.providerPhone ?? '',
    location: facts.location ?? '',
    units: facts.units ?? '',
  };
}

export type Field = keyof ReturnType<typeof valuesOf>;

/** Returns the text on the writing lines of Sections I and IV; blank where a line is left for a pen. */
export function entriesOf(facts: DraftFacts): Record<EntryField, string> {
  return {
    participantName: facts.participantName ?? '',
    participantSchool: facts.participantSchool ?? '',
    participantNumber: facts.participantNumber ?? '',
    signedBy: [facts.signedBy, facts.signedTitle].filter(Boolean).join(', '),
    signedOn: dateRange(facts.signedOn, facts.signedOn),
  };
}
