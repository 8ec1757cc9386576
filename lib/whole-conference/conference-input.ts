import { z } from 'zod';
import { forProvider } from '@/lib/access/for-provider';
import type { ConferenceContent } from '@/lib/conferences/conference';
import { MAX_CONTACT, MAX_DAYS, MAX_NAME, MAX_PLACE, MAX_PROGRAM } from '@/lib/conferences/limits';
import { dayInput } from '@/lib/events/event-input';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { lineOfText, optionalLineOfText, optionalParagraphsOfText } from '@/lib/platform/text';
import { whyNotThese } from './rules';

const AGAIN = 'This form can’t be saved. Open the page again.';
const orEmpty = (text: string | null) => text ?? '';

const fields = z.object({
  name: lineOfText({ label: 'The name of the conference', max: MAX_NAME }),
  startsOn: dayInput('The start date'),
  endsOn: dayInput('The end date'),
  place: optionalLineOfText({ label: 'The place', max: MAX_PLACE }).transform(orEmpty),
  program: optionalParagraphsOfText({ label: 'The program', max: MAX_PROGRAM }).transform(orEmpty),
  contact: optionalLineOfText({ label: 'The contact', max: MAX_CONTACT }).transform(orEmpty),
});

const content = fields.superRefine(
  (dates, ctx) => {
    const why = whyNotThese(dates, MAX_DAYS);
    if (why) ctx.addIssue({ code: 'custom', path: ['endsOn'], message: why });
  },
  { when: ({ issues }) => !issues.some(({ path }) => path?.[0] === 'startsOn' || path?.[0] === 'endsOn') },
);

export const addConferenceSchema = z.intersection(content, z.object({ requestKey: z.guid(AGAIN), forProvider }));

export const changeConferenceSchema = z.intersection(
  content,
  z.object({
    version: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, AGAIN)
      .transform(Number),
  }),
);

/** Returns a conference's form values. */
export function filledConferenceForm({
  name,
  startsOn,
  endsOn,
  place,
  program,
  contact,
}: ConferenceContent): FormValues {
  return { name, startsOn, endsOn, place, program, contact };
}
