import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { insertFacts, listFacts } from '@/db/queries/attendance';
import { findCodeByToken } from '@/db/queries/check-in-codes';
import { lockEvent } from '@/db/queries/events';
import { findStaying } from '@/db/queries/merged-attendees';
import { insertAttendees, listWholeRoster, lockRoster } from '@/db/queries/roster';
import type { Attendee } from '@/lib/access/actor';
import { standingOn } from '@/lib/access/standing';
import { record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import type { Day } from '@/lib/platform/clock';
import { retryWhileBusy } from '@/lib/platform/database';
import { addDays, formatDays } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { keyedHash, sameHash } from '@/lib/platform/keyed-hash';
import { networkOf } from '@/lib/platform/network';
import { inTurn } from '@/lib/platform/turns';
import type { Visit } from '@/lib/platform/visit';
import { limitSharedTries, limitTries } from '@/lib/users/rate-limit';
import { endOfNight } from '../attendance/moments';
import { attendeeEmail, attendeeName } from '../attendee-input';
import { identityOf } from '../identity';
import { RosterMatch } from '../import/roster-match';
import { hashCodeToken } from './code-token';
import type { Direction } from './scans';

/**
 * Limits per 15 minutes. A room of 300 people often shares one address, and they all sign in at the same time (choice).
 */
const LIMITS = { perCodeAndAddress: 1_500, perCode: { most: 5_000, own: 300, ownOfAll: 20_000 } } as const;

const direction = z.enum(['in', 'out'], 'Choose whether you sign in or sign out.');

/** The form for people who check in: who they are, and whether they are coming or leaving. */
export const checkInSchema = z.object({
  key: z.uuid('This form is out of date. Scan the code again.'),
  direction,
  name: attendeeName,
  email: attendeeEmail,
});

/** The form for people who checked in before with the same phone. */
export const checkInAgainSchema = z.object({
  key: z.uuid('This form is out of date. Scan the code again.'),
  direction,
});

const codeNotOpen = () =>
  new AppError('not_found', 'This check-in code is not open. Ask the people who run the event for the current one.');

/**
 * Returns what a phone remembers about the person who checked in with it: their number on the roster, bound to the
 * event.
 */
export const rememberedText = (eventId: number, attendeeId: number) =>
  `${attendeeId}.${keyedHash('check-in', `${eventId}:${attendeeId}`)}`;

/** The most check-ins that a phone remembers, which fit into one cookie. */
const MAX_REMEMBERED = 30;
const BETWEEN = '~';

/** Returns what the phone remembers after one more check-in, the latest first: a conference has many sessions. */
function withRemembered(text: string, before: string | null): string {
  const others = (before ?? '').split(BETWEEN).filter((each) => each !== '' && each !== text);
  return [text, ...others].slice(0, MAX_REMEMBERED).join(BETWEEN);
}

/** Returns the numbers that a phone's memory names; each counts only at an event where `wasRemembered` says so. */
export function rememberedNumbers(remembered: string | null): number[] {
  return (remembered ?? '')
    .split(BETWEEN)
    .slice(0, MAX_REMEMBERED)
    .flatMap((text) => (/^[1-9]\d{0,14}\./.test(text) ? [Number(text.split('.')[0])] : []));
}

/** Returns whether this phone checked in as this person at this event. */
export function wasRemembered(
  remembered: string | null,
  { eventId, attendeeId }: { eventId: number; attendeeId: number },
) {
  return (remembered ?? '').split(BETWEEN).some((text) => {
    const [id, hash = ''] = text.split('.');
    return id === String(attendeeId) && sameHash(hash, keyedHash('check-in', `${eventId}:${attendeeId}`));
  });
}

function attendeeIn(eventId: number, remembered: string | null): number | null {
  for (const text of (remembered ?? '').split(BETWEEN)) {
    const [id = '', hash = ''] = text.split('.');
    const isOurs = /^[1-9]\d{0,14}$/.test(id) && sameHash(hash, keyedHash('check-in', `${eventId}:${id}`));
    if (isOurs) return Number(id);
  }
  return null;
}

/**
 * Returns the open code with this token. A closed provider has none: nobody keeps its rosters any longer.
 * @throws AppError `not_found`
 */
async function getOpenCode(visit: Visit, token: string) {
  const found = await findCodeByToken(visit.db, hashCodeToken(token));
  if (!found || standingOn(found, visit.clock.today()) === 'closed') throw codeNotOpen();
  return found;
}

/**
 * Returns the page behind an event's code: the event, and since when the person with this phone is signed in or out.
 * A sign-in that nobody ended before the night was over is forgotten: the person can only sign in again.
 * @throws AppError `not_found` when the code is not open
 */
export async function findCheckInPage(
  visit: Visit,
  { token, remembered }: { token: string; remembered: string | null },
) {
  const { event, providerName } = await getOpenCode(visit, token);
  const attendeeId = attendeeIn(event.id, remembered);
  const facts = attendeeId === null ? [] : (await listFacts(visit.db, event.id, attendeeId)).filter(isCheckIn);
  const timeOf = ({ startedAt, endedAt }: (typeof facts)[number]) => (startedAt ?? endedAt)!;
  // Phones that were offline send late, so the times decide.
  const latest = facts.toSorted((a, b) => timeOf(a).getTime() - timeOf(b).getTime()).at(-1);
  const last = latest ? { direction: latest.kind as Direction, at: timeOf(latest) } : null;
  const isForgotten = last?.direction === 'in' && isNightOver(last.at, visit.clock.now());
  return {
    event,
    providerName,
    whyNot: whyNotNow(event, visit.clock.today()),
    last: isForgotten ? null : last,
    forgottenSince: isForgotten ? last.at : null,
  };
}

/** Returns whether the night after a sign-in is over, so that no sign-out can end it anymore. */
export const isNightOver = (signedIn: Date, now: Date) => now.getTime() >= endOfNight(signedIn.getTime());

const isCheckIn = ({ kind, isWithdrawn }: { kind: string; isWithdrawn: boolean }) =>
  !isWithdrawn && (kind === 'in' || kind === 'out');

/**
 * Returns why nobody can check in today. The day after the event is allowed, because an evening can go on after
 * midnight.
 */
function whyNotNow({ startsOn, endsOn }: { startsOn: Day; endsOn: Day }, today: Day): string | null {
  return today >= startsOn && today <= addDays(endsOn, 1)
    ? null
    : `Check-in is open on the days of the event: ${formatDays(startsOn, endsOn)}.`;
}

type CheckIn = z.output<typeof checkInAgainSchema> & {
  token: string;
  /** Null for a person whom the phone remembers. */
  who: { name: string; email: string | null } | null;
  remembered: string | null;
};

/**
 * Records that a person came or left, with an event's code and their own phone. A person who is not on the roster is
 * added to it, and has not completed the event until the provider saves the attendance. A form sent twice counts once.
 * @returns what the phone remembers
 * @throws AppError `not_found`, `invalid`, `too_many`, or `conflict`
 */
export async function checkIn(visit: Visit, { token, key, direction, who, remembered }: CheckIn): Promise<string> {
  const code = await getOpenCode(visit, token);
  await limitTries(visit, `check-in:address:${networkOf(visit.address)}:code:${code.id}`, LIMITS.perCodeAndAddress);
  await limitSharedTries(visit, `check-in:code:${code.id}`, LIMITS.perCode);
  const { event } = code;
  const why = whyNotNow(event, visit.clock.today());
  if (why) throw new AppError('invalid', why);
  const known = who === null ? attendeeIn(event.id, remembered) : null;
  if (who === null && known === null) throw new AppError('invalid', 'Enter your name again.');
  const note = async (tx: Transaction): Promise<number> => {
    // People are always locked before their event: a fact refers to a person whom the provider may be changing.
    await lockRoster(tx, event.id, 'every-provider');
    const locked = await lockEvent(tx, event.id, 'every-provider');
    if (!locked) throw eventNotFound();
    refuseCanceled(locked);
    const roster = await listWholeRoster(tx, event.id);
    const attendeeId =
      who === null ? await findStaying(tx, known!) : await attendeeOf(tx, visit, { event: locked, roster, who });
    if (!roster.some(({ id }) => id === attendeeId) && who === null)
      throw new AppError('invalid', 'Enter your name again.');
    const at = visit.clock.now();
    const times = direction === 'in' ? { kind: 'in' as const, startedAt: at } : { kind: 'out' as const, endedAt: at };
    const fact = { ...times, eventId: event.id, attendeeId, source: 'event_code' as const, key, recordedAt: at };
    if ((await insertFacts(tx, [fact])) === 0) return attendeeId;
    const actor: Attendee = {
      kind: 'attendee',
      through: { kind: 'check_in_code', codeId: code.id },
      attendeeId,
    };
    await record(
      tx,
      { ...visit, actor },
      {
        action: 'attendance.checked_in',
        subject: `event:${event.id}`,
        details: { attendeeId, direction },
      },
    );
    return attendeeId;
  };
  try {
    // A room full of people arrives at once, and each of them locks the event.
    const id = await retryWhileBusy(() => inTurn(`event:${event.id}`, () => visit.db.transaction(note)));
    return withRemembered(rememberedText(event.id, id), remembered);
  } catch (error) {
    const fault = databaseFault(error);
    if (fault?.kind !== 'duplicate') throw error;
    throw new AppError(
      'conflict',
      'Someone with this name is on the roster already. Add your email address, which tells the two of you apart.',
    );
  }
}

type Who = {
  event: { id: number; hours: string };
  roster: Awaited<ReturnType<typeof listWholeRoster>>;
  who: { name: string; email: string | null; school?: string; educatorNumber?: string };
  /** The identity of the person at another session of the conference, which they keep here. */
  identity?: string;
};

/** Finds the person on the roster by the rules of an import, or adds them, in a transaction that has locked the roster. */
export async function attendeeOf(
  tx: Transaction,
  { clock }: Pick<Visit, 'clock'>,
  { event, roster, who, identity }: Who,
): Promise<number> {
  const { name, email, school = '', educatorNumber = '' } = who;
  const person = { name, email, school, educatorNumber };
  const content = {
    ...person,
    school: school || null,
    educatorNumber: educatorNumber || null,
    units: null,
    minutes: null,
    completed: null,
  };
  const { saved, unsure } = new RosterMatch(roster).find(content, name);
  // A name that is only alike is added: the provider sees a possible duplicate, and no other person's line changes.
  if (saved && unsure === null) return saved.id;
  const now = clock.now();
  const [id] = await insertAttendees(tx, [
    {
      ...person,
      eventId: event.id,
      units: event.hours,
      completed: false,
      source: 'check_in',
      identity: identity ?? identityOf(person),
      createdAt: now,
      updatedAt: now,
    },
  ]);
  return id!;
}
