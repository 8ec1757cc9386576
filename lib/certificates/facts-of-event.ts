import type { PrintState } from '@/db/queries/certificates';
import type { ProviderEvent } from '@/lib/events/event';
import { locationOf } from '@/lib/events/location';
import { locationLine, unitsOf } from '@/lib/events/rules';
import { dayInMontana } from '@/lib/platform/clock';
import type { CertificateFacts, SharedFacts, SigningFacts } from './template/certificate-facts';

/** What of an event stands on its certificate. */
export type PrintableEvent = Pick<
  ProviderEvent,
  'id' | 'title' | 'instructor' | 'startsOn' | 'endsOn' | 'location' | 'hours' | 'providerName' | 'providerPhone'
>;

type Printed = { version: number; facts: Readonly<Record<string, string | number>> };

/**
 * What the event's certificate says today: the seven fields of Section II (M11), the event's number, how Section IV is
 * signed (M12), and the version, which is that of the latest certificate while it says the same, and the next one
 * after an edit (M18).
 */
export function factsOfEvent(
  event: PrintableEvent,
  latest: Printed | null,
  signing: SigningFacts | null = null,
): SharedFacts {
  const facts: Omit<CertificateFacts, 'version'> & Partial<SigningFacts> = {
    title: event.title,
    instructor: event.instructor,
    startsOn: event.startsOn,
    endsOn: event.endsOn,
    providerName: event.providerName,
    providerPhone: event.providerPhone,
    location: locationLine(event.location),
    units: unitsOf(event.hours),
    eventNumber: event.id,
    ...signing,
  };
  return { ...facts, version: latest ? latest.version + (saysTheSame(facts, latest.facts) ? 0 : 1) : 1 };
}

/** The same, from what the print queries read. */
export function sharedFactsNow({ event, latest, signing, ...provider }: PrintState): SharedFacts {
  return factsOfEvent({ ...event, ...provider, location: locationOf(event) }, latest, signingOf(signing));
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
};

/** What Section IV says of how the event was signed last; null when the line is left for ink. */
export function signingOf(signing: DecidedSigning | null | undefined): SigningFacts | null {
  if (!signing?.signatureId || !signing.signedAt || !signing.signedBy || !signing.signedTitle) return null;
  return {
    signatureId: signing.signatureId,
    signedBy: signing.signedBy,
    signedTitle: signing.signedTitle,
    signedOn: dayInMontana(signing.signedAt),
  };
}
