import type { PrintState } from '@/db/queries/certificates';
import type { ProviderEvent } from '@/lib/events/event';
import { locationOf } from '@/lib/events/location';
import { locationLine, unitsOf } from '@/lib/events/rules';
import type { CertificateFacts } from './template/certificate-facts';

/** What of an event stands on its certificate. */
export type PrintableEvent = Pick<
  ProviderEvent,
  'id' | 'title' | 'instructor' | 'startsOn' | 'endsOn' | 'location' | 'hours' | 'providerName' | 'providerPhone'
>;

type Printed = { version: number; facts: Readonly<Record<string, string | number>> };

/**
 * What the event's certificate says today: the seven fields of Section II (M11), the event's number, and the version,
 * which is that of the latest certificate while it says the same, and the next one after an edit (M18).
 */
export function factsOfEvent(event: PrintableEvent, latest: Printed | null): CertificateFacts {
  const facts = {
    title: event.title,
    instructor: event.instructor,
    startsOn: event.startsOn,
    endsOn: event.endsOn,
    providerName: event.providerName,
    providerPhone: event.providerPhone,
    location: locationLine(event.location),
    units: unitsOf(event.hours),
    eventNumber: event.id,
  };
  const unchanged = latest !== null && Object.entries(facts).every(([name, value]) => latest.facts[name] === value);
  return { ...facts, version: unchanged ? latest.version : (latest?.version ?? 0) + 1 };
}

/** The same, from what the print queries read. */
export function factsNow({ event, latest, ...provider }: PrintState): CertificateFacts {
  return factsOfEvent({ ...event, ...provider, location: locationOf(event) }, latest);
}
