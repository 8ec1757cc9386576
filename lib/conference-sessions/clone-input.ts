import { z } from 'zod';
import { MAX_NAME } from '@/lib/conferences/limits';
import { ATTESTATION } from '@/lib/events/attestation';
import { dayInput } from '@/lib/events/event-input';
import { type FormValues, listOf, textOf } from '@/lib/platform/forms/form-values';
import { lineOfText } from '@/lib/platform/text';

/** The new conference, as the first step asks for it. */
export const newConferenceSchema = z.object({
  name: lineOfText({ label: 'The name of the new conference', max: MAX_NAME }),
  startsOn: dayInput('The first day'),
});

const AGAIN = 'This summary can’t be saved. Open the page again.';

/** The summary: which sessions are checked, and what it showed. */
export const cloneSchema = z
  .custom<FormValues>()
  .transform((values) => ({
    name: textOf(values, 'name'),
    startsOn: textOf(values, 'startsOn'),
    requestKey: textOf(values, 'requestKey'),
    stamp: textOf(values, 'stamp'),
    sessions: listOf(values, 'sessions'),
    attested: textOf(values, 'attested'),
    past: textOf(values, 'past'),
  }))
  .pipe(
    newConferenceSchema.extend({
      requestKey: z.guid(AGAIN),
      stamp: z.string().regex(/^[0-9a-f]{64}$/, AGAIN),
      sessions: z
        .array(
          z
            .string()
            .regex(/^[1-9]\d{0,14}$/, AGAIN)
            .transform(Number),
        )
        .refine((ids) => ids.length > 0, 'Check at least one session.'),
      attested: z.string().refine((checked) => checked === 'yes', ATTESTATION.missing),
      past: z.string(),
    }),
  );
