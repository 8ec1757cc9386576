import type { CheckedRow } from '@/db/queries/certificate-checks';
import { type Day, dayInMontana } from '@/lib/platform/clock';
import type { NamedFacts, SharedFacts } from '../facts';
import { initialsOf, maskedName } from './masked-name';

/** Whether a certificate still holds. Why one was revoked is between provider and attendee and is not told. */
export type Standing = { kind: 'valid' } | { kind: 'superseded'; on: Day; by: string } | { kind: 'revoked'; on: Day };

/** What an issued certificate says of its event. */
export type CheckedEvent = Pick<
  SharedFacts,
  'title' | 'startsOn' | 'endsOn' | 'providerName' | 'location' | 'units' | 'eventNumber'
>;

/** What anybody with its serial is told of a named certificate. The name itself is not among it. */
export type CheckedCertificate = CheckedEvent & {
  serial: string;
  standing: Standing;
  issuedOn: Day;
  maskedName: string;
  initials: string;
};

export function checkedCertificate(row: CheckedRow): CheckedCertificate {
  const facts = row.facts as NamedFacts;
  return {
    ...checkedEvent(facts),
    serial: row.serial,
    standing: standingOf(row.ending),
    issuedOn: dayInMontana(row.issuedAt),
    maskedName: maskedName(facts.participantName),
    initials: initialsOf(facts.participantName),
  };
}

/** Only what is told: the other facts, a phone number among them, stay behind. */
export function checkedEvent(facts: SharedFacts): CheckedEvent {
  const { title, startsOn, endsOn, providerName, location, units, eventNumber } = facts;
  return { title, startsOn, endsOn, providerName, location, units, eventNumber };
}

function standingOf(ending: CheckedRow['ending']): Standing {
  if (!ending) return { kind: 'valid' };
  const on = dayInMontana(ending.endedAt);
  return ending.supersededBy !== null ? { kind: 'superseded', on, by: ending.supersededBy } : { kind: 'revoked', on };
}
