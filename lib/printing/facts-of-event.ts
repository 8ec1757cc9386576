import type { PrintState } from '@/db/queries/certificates';
import type { ProviderEvent } from '@/lib/events/event';
import type { PrintedField } from '@/lib/events/fields';
import { locationOf } from '@/lib/events/location';
import { locationLine, unitsOf } from '@/lib/events/rules';
import { dayInMontana } from '@/lib/platform/clock';
import { tidyLine } from '@/lib/platform/text';
import type { CertificateTexts } from '@/lib/settings/certificate-texts';
import { completed } from '@/lib/settings/definitions';
import type { SharedFacts, SigningFacts, StatementFacts } from './template/certificate-facts';
import { TEMPLATE_VERSION } from './template/version';
import { WORDING } from './template/wording';

/** The parts of an event that its certificate shows. */
export type PrintableEvent = Pick<ProviderEvent, PrintedField | 'id' | 'providerName' | 'providerPhone'>;

type Printed = { version: number; templateVersion: string; facts: Readonly<Record<string, string | number>> };

/**
 * Returns what the event's certificate says today: the seven fields of Section II (M11), the event's number, how
 * Section IV is signed (M12), and the version. The version is that of the latest certificate as long as a new one would
 * be the same, and the next one after an edit (M18), another signing, or a change of the template or of a sentence.
 * @param texts the sentences in force today; a signed certificate keeps the statement that its signer verified
 */
export function factsOfEvent(
  event: PrintableEvent,
  latest: Printed | null,
  signing: SigningFacts | null,
  texts: CertificateTexts,
): SharedFacts {
  const facts: Omit<SharedFacts, 'version'> = {
    title: tidyLine(event.title),
    instructor: tidyLine(event.instructor),
    startsOn: event.startsOn,
    endsOn: event.endsOn,
    providerName: tidyLine(event.providerName),
    providerPhone: event.providerPhone,
    location: locationLine(event.location),
    units: unitsOf(event.hours),
    eventNumber: event.id,
    ...statementFacts(signing ? { ...texts, providerStatement: WORDING.providerStatement } : texts),
    ...signing,
  };
  const same = latest?.templateVersion === TEMPLATE_VERSION && saysTheSame(facts, latest.facts);
  return { ...facts, version: latest ? latest.version + (same ? 0 : 1) : 1 };
}

/** Returns the same from the rows that the print queries read. */
export function sharedFactsNow({ event, latest, signing, statements, ...provider }: PrintState): SharedFacts {
  return factsOfEvent(
    { ...event, ...provider, location: locationOf(event) },
    latest,
    signingOf(signing),
    completed('statements', statements),
  );
}

/** Returns the sentences that differ from the template's own: facts that it has anyway would be said twice. */
export function statementFacts(texts: Partial<CertificateTexts>): StatementFacts {
  return Object.fromEntries(
    Object.entries(texts).filter(([name, text]) => text !== WORDING[name as keyof CertificateTexts]),
  );
}

function saysTheSame(facts: Readonly<Record<string, string | number>>, printed: Printed['facts']): boolean {
  const names = Object.keys(printed).filter((name) => name !== 'version');
  return names.length === Object.keys(facts).length && names.every((name) => facts[name] === printed[name]);
}

type DecidedSigning = {
  signatureId: number | null;
  signedAt: Date | null;
  signedBy: string | null;
  signedTitle: string | null;
  /** The statement that the signer verified; null: the template's own. */
  statement: string | null;
};

/** Returns what Section IV says about the event's latest signing; null when the line is left for ink. */
export function signingOf(signing: DecidedSigning | null | undefined): SigningFacts | null {
  if (!signing?.signatureId || !signing.signedAt || !signing.signedBy || !signing.signedTitle) return null;
  return {
    signatureId: signing.signatureId,
    signedBy: signing.signedBy,
    signedTitle: signing.signedTitle,
    signedOn: dayInMontana(signing.signedAt),
    ...(signing.statement !== null && statementFacts({ providerStatement: signing.statement })),
  };
}
