import type { PrintState } from '@/db/queries/certificates';
import { locationLine, unitsOf } from '@/lib/events/rules';
import type { CertificateFacts } from './facts';

type Printable = Pick<PrintState, 'event' | 'providerName' | 'providerPhone'>;

/** What an event's certificate says today: the seven fields of Section II (M11) and its number and version. */
export function factsOfEvent({ event, providerName, providerPhone }: Printable, version: number): CertificateFacts {
  return {
    title: event.title,
    instructor: event.instructor,
    startsOn: event.startsOn,
    endsOn: event.endsOn,
    providerName,
    providerPhone,
    location: locationLine(
      event.locationKind === 'online'
        ? { kind: 'online' }
        : { kind: 'in_person', city: event.city!, state: event.state!, zip: '' },
    ),
    units: unitsOf(event.hours),
    eventNumber: event.id,
    version,
  };
}
