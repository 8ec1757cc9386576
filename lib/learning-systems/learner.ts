import { createHash } from 'node:crypto';
import { z } from 'zod';
import { attendeeEmail, attendeeName, attendeeSchool, educatorNumber } from '@/lib/attendees/attendee-input';
import { identityOf, isSamePerson, nameKey } from '@/lib/attendees/identity';
import { MAX_EDUCATOR_NUMBER, MAX_EMAIL, MAX_NAME, MAX_SCHOOL } from '@/lib/attendees/limits';
import { MAX_HOURS } from '@/lib/events/hours';
import { isDay } from '@/lib/platform/days';
import { lineOfText } from '@/lib/platform/text';
import { isMoment } from './completed-on';

export const MAX_LEARNER_ID = 200;

const QUARTER_STEPS = 'Units must be more than 0 and in quarter steps, such as 6, 6.25 or 6.5.';

const COMPLETED_ON =
  'The day of completion is a real day as YYYY-MM-DD, such as 2026-05-03, or a time with its offset from UTC, such as 2026-05-03T21:30:00-06:00.';

const EVENT_NUMBER = 'The event’s number is a whole number, as its page shows it.';

/**
 * What a learning system says about a learner who completed an event, the same in a request and in a signed link.
 * `meta` is what the published description says beyond the schema.
 */
export const learnerShape = {
  eventId: z
    .int(EVENT_NUMBER)
    .positive(EVENT_NUMBER)
    .meta({
      description:
        'The number of one of your events, from its page address or listEvents. For a course that is always open, the number of any of its years.',
      examples: [1042],
    }),
  name: attendeeName.meta({
    description: 'The learner’s name as the certificate prints it, in any script.',
    maxLength: MAX_NAME,
    examples: ['Zoë Ñandú'],
  }),
  units: z
    .union(
      [
        z
          .number()
          .positive('Units must be more than 0.')
          .max(Number(MAX_HOURS), `Units can be at most ${MAX_HOURS}.`)
          .multipleOf(0.25, QUARTER_STEPS),
        z.string().regex(/^(?=.*[1-9])\d{1,3}(\.(00?|25|50?|75))?$/, QUARTER_STEPS),
      ],
      { error: ({ input }) => whyNeither(input, 'Units are a number, or the same as text, such as 6.25 or "6.25".') },
    )
    .transform(exactUnits)
    .meta({
      description:
        'Units this learner earned, up to the event’s units, in quarter steps: a number, or the same as text, as responses give it.',
      examples: [6.25, '6.25'],
    }),
  completedOn: z
    .union(
      [z.string().refine(isDay).meta({ format: 'date' }), z.string().refine(isMoment).meta({ format: 'date-time' })],
      { error: ({ input }) => whyNeither(input, COMPLETED_ON) },
    )
    .meta({
      description:
        'When the learner completed the event, no earlier than its start and not in the future. For a course that is always open, it decides which year’s event the certificate is for. A time with its offset from UTC is converted to the date in Montana. A date is one in Montana; today’s date anywhere on earth counts as today.',
      examples: ['2026-05-03', '2026-05-03T21:30:00-06:00'],
    }),
  email: attendeeEmail
    .optional()
    .transform((address) => address ?? null)
    .meta({ description: 'The learner’s email address.', maxLength: MAX_EMAIL, examples: ['zoe@example.org'] }),
  school: attendeeSchool
    .optional()
    .transform((text) => text ?? '')
    .meta({ description: 'School or district, printed on the certificate.', maxLength: MAX_SCHOOL }),
  educatorNumber: educatorNumber
    .optional()
    .transform((text) => text ?? '')
    .meta({
      description: 'The educator (folio) number, printed on the certificate. Never a Social Security number.',
      maxLength: MAX_EDUCATOR_NUMBER,
    }),
};

function whyNeither(input: unknown, sentence: string): string {
  return input === undefined ? 'This field is missing.' : sentence;
}

/** Converts units to an exact decimal; quarters are exact in binary, so a number works, too. */
function exactUnits(units: number | string): string {
  return String(Number(units));
}

export const learnerId = lineOfText({ label: 'The learner’s id', max: MAX_LEARNER_ID }).meta({
  description:
    'Your permanent ID for the learner. The same learner gets the same certificate for an event. Never a Social Security number.',
  maxLength: MAX_LEARNER_ID,
  examples: ['student-4711'],
});

/** A learner who completed an event, as the learning system describes them. */
export type Learner = {
  eventId: number;
  name: string;
  units: string;
  /** A day, or a time with its offset; `dayCompleted` converts it to a day in Montana. */
  completedOn: string;
  email: string | null;
  school: string;
  educatorNumber: string;
};

/** The hashes of a learner's id: a system's ids may be anything, and are nobody's business here. */
export type LearnerIdHashes = { idHash: string; foldedHash: string };

/** How a learner is found again on an event's roster. */
export type KnownAs = {
  /** The identity of a learner who is not on the roster yet. */
  identity: string;
  /** Null: the request named none. */
  learnerId: LearnerIdHashes | null;
};

/**
 * The id that the system gives a learner decides, then the email address with the name; a learner with neither is only
 * as lasting as the request. None of it depends on which of the provider's keys was used: keys get replaced.
 */
export function knownAs(learner: Learner, own: { learnerId?: string; request?: string }): KnownAs {
  const { learnerId: id, request } = own;
  const hashes = id === undefined ? null : { idHash: hashOf(id), foldedHash: hashOf(id.toLowerCase()) };
  if (learner.email) return { identity: identityOf(learner), learnerId: hashes };
  const identity = hashes
    ? `learner:id:${hashes.foldedHash}|name:${nameKey(learner.name)}`
    : `learner:request:${hashOf(request ?? crypto.randomUUID())}`;
  return { identity, learnerId: hashes };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

type Known = { identity: string; name: string; email: string | null; idHash: string | null; foldedHash: string | null };

/**
 * Which of those on the roster this learner is; null: none of them yet. An id that differs only in case is the same
 * learner's when the name is the same, too: some systems change the case, and others tell learners apart by it.
 */
export function whoOf<Row extends Known>(
  rows: readonly Row[],
  { identity, learnerId: id }: KnownAs,
  learner: Learner,
): Row | null {
  const hasName = ({ name }: Row) => nameKey(name) === nameKey(learner.name);
  return (
    rows.find(({ idHash }) => id !== null && idHash === id.idHash) ??
    rows.find((row) => id !== null && row.foldedHash === id.foldedHash && hasName(row)) ??
    rows.find((row) => row.identity === identity || isSamePerson(row, learner)) ??
    null
  );
}
