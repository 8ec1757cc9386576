import { createHash } from 'node:crypto';
import { z } from 'zod';
import { attendeeEmail, attendeeName, attendeeSchool, educatorNumber } from '@/lib/attendees/attendee-input';
import { identityOf } from '@/lib/attendees/identity';
import { MAX_EDUCATOR_NUMBER, MAX_EMAIL, MAX_NAME, MAX_SCHOOL } from '@/lib/attendees/limits';
import { MAX_HOURS } from '@/lib/events/hours';
import { isDay } from '@/lib/platform/days';
import { lineOfText, searchable } from '@/lib/platform/text';

export const MAX_LEARNER_ID = 200;

const EVENT_NUMBER = 'The event’s number is a whole number, as its page shows it.';

/**
 * What a learning system says of somebody who completed an event, in a request and in a signed link alike. `meta` is
 * what the published description says beyond the schema.
 */
export const learnerShape = {
  eventId: z
    .int(EVENT_NUMBER)
    .positive(EVENT_NUMBER)
    .meta({
      description: 'The number of one of your events: in the address of its page, or from listEvents.',
      examples: [1042],
    }),
  name: attendeeName.meta({
    description: 'The learner’s name as the certificate prints it, in any script.',
    maxLength: MAX_NAME,
    examples: ['Zoë Ñandú'],
  }),
  units: z
    .number('Units are a number, such as 6 or 6.25.')
    .positive('Units must be more than 0.')
    .max(Number(MAX_HOURS), `Units can be at most ${MAX_HOURS}.`)
    .multipleOf(0.25, 'Units go in quarter steps, such as 6, 6.25 or 6.5.')
    // Quarters are exact in binary, so this is the exact decimal.
    .transform(String)
    .meta({ description: 'What this learner earned: at most the event’s units.', examples: [6.25] }),
  completedOn: z
    .string()
    .refine(isDay, 'The day of completion is a real day as YYYY-MM-DD, such as 2026-05-03.')
    .meta({
      description:
        'The day, in Montana, on which the learner completed the event: neither before it began nor to come.',
      format: 'date',
      examples: ['2026-05-03'],
    }),
  email: attendeeEmail
    .optional()
    .transform((address) => address ?? null)
    .meta({ description: 'The learner’s e-mail address.', maxLength: MAX_EMAIL, examples: ['zoe@example.org'] }),
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

export const learnerId = lineOfText({ label: 'The learner’s id', max: MAX_LEARNER_ID }).meta({
  description:
    'Your own lasting id of the learner. The same learner of the same event gets the same certificate again.',
  maxLength: MAX_LEARNER_ID,
  examples: ['student-4711'],
});

/** Somebody who completed an event, as a learning system tells it. */
export type Learner = {
  eventId: number;
  name: string;
  units: string;
  completedOn: string;
  email: string | null;
  school: string;
  educatorNumber: string;
};

/** How a learner is found again on an event's roster. */
export type KnownAs = {
  identity: string;
  /** Who may stand on the roster already, imported or typed, and is the same person when the name is, too. */
  onRoster: string | null;
};

/**
 * The id that the system gives a learner decides, then the e-mail address; a learner with neither is only as lasting
 * as the request. None of it depends on which of the provider's keys was used: keys get replaced.
 */
export function knownAs(learner: Learner, own: { learnerId?: string; request?: string }): KnownAs {
  const byEmail = learner.email ? identityOf(learner) : null;
  if (own.learnerId !== undefined) return { identity: hashed('id', own.learnerId), onRoster: byEmail };
  return { identity: byEmail ?? hashed('request', own.request ?? crypto.randomUUID()), onRoster: null };
}

/** Hashed: a system's ids may be anything, and are nobody's business here. */
function hashed(kind: string, text: string): string {
  return `learner:${kind}:${createHash('sha256').update(text).digest('hex')}`;
}

/** Which of those on the roster this learner is; null: none of them yet. */
export function whoOf<Row extends { identity: string; name: string }>(
  rows: readonly Row[],
  { identity, onRoster }: KnownAs,
  { name }: Learner,
): Row | null {
  const own = rows.find((row) => row.identity === identity);
  const same = rows.find((row) => row.identity === onRoster && searchable(row.name) === searchable(name));
  return own ?? same ?? null;
}
