import type { Queryable } from '@/db/client';
import { type CheckedRow, listSuccessors } from '@/db/queries/certificate-checks';
import type { ProviderStanding } from '@/lib/access/actor';
import { standingOn } from '@/lib/access/standing';
import { type Day, dayInMontana } from '@/lib/platform/clock';
import type { Visit } from '@/lib/platform/visit';
import type { NamedFacts, SharedFacts } from '@/lib/printing/facts';
import { initialsOf, maskedName } from './masked-name';
import { isSameName } from './same-name';

/**
 * Whether a certificate is still valid. `by` is the serial of the valid one that finally replaced it; null when there
 * is none. The reason for revoking stays between provider and attendee.
 */
export type Standing =
  | { kind: 'valid' }
  | { kind: 'superseded'; on: Day; by: string | null }
  | { kind: 'revoked'; on: Day; by: string | null };

/** What an issued certificate says about its event. */
export type CheckedEvent = Pick<
  SharedFacts,
  'title' | 'startsOn' | 'endsOn' | 'providerName' | 'location' | 'units' | 'eventNumber'
>;

/** What anyone who has the serial sees of a named certificate. The name itself is not included. */
export type CheckedCertificate = CheckedEvent & {
  serial: string;
  standing: Standing;
  /** How its provider stands today, which takes nothing away from it. */
  provider: ProviderStanding;
  /** Whether Section IV was signed digitally; otherwise it is signed by hand, on paper (M12). */
  signed: boolean;
  issuedOn: Day;
  maskedName: string;
  initials: string;
};

export async function checkedCertificate(
  { db, clock }: Pick<Visit, 'db' | 'clock'>,
  row: CheckedRow,
): Promise<CheckedCertificate> {
  const facts = row.facts as NamedFacts;
  return {
    ...checkedEvent(facts),
    serial: row.serial,
    standing: await standingOf(db, row),
    provider: standingOn(row.provider, clock.today()),
    signed: 'signedBy' in facts,
    issuedOn: dayInMontana(row.issuedAt),
    maskedName: maskedName(facts.participantName),
    initials: initialsOf(facts.participantName),
  };
}

/** Picks the facts that are shown; the others, such as the phone number, stay private. */
export function checkedEvent(facts: SharedFacts): CheckedEvent {
  const { title, startsOn, endsOn, providerName, location, units, eventNumber } = facts;
  return { title, startsOn, endsOn, providerName, location, units, eventNumber };
}

async function standingOf(db: Queryable, { id, facts, ending }: CheckedRow): Promise<Standing> {
  if (!ending) return { kind: 'valid' };
  const by = await validNow(db, { id, name: String(facts.participantName) });
  return { kind: ending.kind, on: dayInMontana(ending.endedAt), by };
}

/**
 * Returns the serial of the certificate that is valid in place of one that is not: the end of the chain of corrections,
 * or else one that was issued again to the same person.
 */
export async function validNow(db: Queryable, { id, name }: { id: number; name: string }): Promise<string | null> {
  const successors = await listSuccessors(db, id);
  const names = [name, ...successors.filter(({ replaced }) => replaced).map((each) => each.name)];
  const valid = successors.filter((each) => each.valid);
  const found =
    valid.find(({ replaced }) => replaced) ?? valid.find((each) => names.some((one) => isSameName(one, each.name)));
  return found?.serial ?? null;
}
