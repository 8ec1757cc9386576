import type { Database, Transaction } from '@/db/client';
import { lockAttendees } from '@/db/queries/attendees';
import { findPrintState } from '@/db/queries/certificates';
import { lockEvent } from '@/db/queries/events';
import { lockStandingOf } from '@/db/queries/providers';
import { standingOn, whyNoneGivenOut } from '@/lib/access/standing';
import type { Clock, Day } from '@/lib/platform/clock';
import { retryWhileBusy } from '@/lib/platform/database';
import { AppError, StaleError } from '@/lib/platform/errors';
import { inTurn } from '@/lib/platform/turns';
import { factsHash, type SharedFacts } from '@/lib/printing/facts';
import { sharedFactsNow } from '@/lib/printing/facts-of-event';

/** A person on the roster as they were read. */
type SeenAttendee = { id: number; version: number; currentCertificateId: number | null };

/** The locked rows of what was prepared. */
export type Locked = {
  attendees: Awaited<ReturnType<typeof lockAttendees>>;
  event: NonNullable<Awaited<ReturnType<typeof lockEvent>>>;
};

type Prepared<Outcome> = {
  eventId: number;
  /** The people on the roster whom it is about. */
  attendees: readonly SeenAttendee[];
  /** What the certificates that were made say about the event; null when none was made. */
  shared: SharedFacts | null;
  /** Whether people get a certificate who have none, which a provider's standing can rule out; corrections go on. */
  givesOut?: boolean;
  /**
   * Writes it. Runs in a transaction, with the people and the event locked and still as they were; runs and claims are
   * locked here.
   * @throws StaleError when anything else has changed
   */
  store: (tx: Transaction, locked: Locked) => Promise<Outcome>;
};

/** How many times to prepare while the roster or the event keeps being edited. */
const TRIES = 4;

/**
 * Issues certificates: every use case that makes one goes through here. `prepare` reads, decides, prints and signs outside
 * of any transaction, because that can take a while. Then one transaction locks what was read in the one order (roster,
 * event, bulk run or claim) and stores the result if nothing has changed; otherwise all of it starts over.
 * @param prepare returns what to store, or the outcome when there is nothing to store
 * @throws AppError what `prepare` and `store` throw, `forbidden` when the provider's standing was changed meanwhile, or
 * `conflict` when it keeps changing
 */
export function prepareAndStore<Outcome>(
  ctx: { db: Database; clock: Clock },
  prepare: Prepare<NoInfer<Outcome>>,
): Promise<Outcome> {
  // A room full of people, or a course that ends, asks at once, and each of them locks the event.
  return retryWhileBusy(() => prepareUntilStored(ctx, prepare));
}

type Prepare<Outcome> = () => Promise<Prepared<Outcome> | { outcome: Outcome }>;

async function prepareUntilStored<Outcome>(
  { db, clock }: { db: Database; clock: Clock },
  prepare: Prepare<Outcome>,
): Promise<Outcome> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    try {
      const prepared = await prepare();
      if ('outcome' in prepared) return prepared.outcome;
      const store = async (tx: Transaction) => {
        const outcome = await prepared.store(tx, await lockIfUnchanged(tx, prepared, clock.today()));
        if (prepared.givesOut) await refuseUnlessInStanding(tx, prepared.eventId, clock.today());
        return outcome;
      };
      return await inTurn(`event:${prepared.eventId}`, () => db.transaction(store));
    } catch (error) {
      if (!(error instanceof StaleError)) throw error;
    }
  }
  throw new AppError('conflict', 'The event or its roster is being edited right now. Wait a moment, then try again.');
}

async function lockIfUnchanged(
  tx: Transaction,
  { eventId, attendees: seen, shared }: Omit<Prepared<unknown>, 'store'>,
  today: Day,
): Promise<Locked> {
  const ids = seen.map(({ id }) => id);
  const attendees = ids.length > 0 ? await lockAttendees(tx, ids) : [];
  const now = new Map(attendees.map((row) => [row.id, row]));
  const isSame = ({ id, version, currentCertificateId }: SeenAttendee) =>
    now.get(id)?.version === version && now.get(id)?.currentCertificateId === currentCertificateId;
  if (!seen.every(isSame)) throw new StaleError();
  const event = await lockEvent(tx, eventId, 'every-provider');
  if (!event) throw new StaleError();
  if (shared) {
    const state = await findPrintState(tx, eventId, 'every-provider', today);
    if (!state || event.canceledAt) throw new StaleError();
    if (factsHash(sharedFactsNow(state)) !== factsHash(shared)) throw new StaleError();
  }
  return { attendees, event };
}

/** Looks once more at the end, because the provider may have been suspended since the request began. */
async function refuseUnlessInStanding(tx: Transaction, eventId: number, today: Day): Promise<void> {
  const provider = await lockStandingOf(tx, eventId);
  if (!provider) throw new StaleError();
  const why = whyNoneGivenOut({ providerName: provider.providerName, standing: standingOn(provider, today) });
  if (why) throw new AppError('forbidden', why);
}
