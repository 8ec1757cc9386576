import { z } from 'zod';
import { printedLine } from '@/lib/certificates/printed-line';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { lineOfText } from '@/lib/platform/text';
import { MAX_EDUCATOR_NUMBER, MAX_EMAIL, MAX_NAME, MAX_SCHOOL } from './limits';
import { readUnits } from './units';

/** What a roster says of one person. Units null: the event's. */
export type AttendeeInput = {
  name: string;
  email: string | null;
  school: string;
  educatorNumber: string;
  units: string | null;
  completed: boolean;
};

/** The same as `line`, where nothing is an answer as well. */
function orNothing(line: ReturnType<typeof lineOfText>) {
  return z.string().transform((text, ctx) => {
    if (text.trim() === '') return '';
    const read = line.safeParse(text);
    if (read.success) return read.data;
    ctx.addIssue({ code: 'custom', message: read.error.issues[0]!.message });
    return z.NEVER;
  });
}

export const attendeeName = printedLine({ label: 'The name', max: MAX_NAME });

export const attendeeEmail = orNothing(lineOfText({ label: 'The e-mail address', max: MAX_EMAIL }))
  .refine(
    (text) => text === '' || isMailAddress(text),
    'That is not an e-mail address. Write it like jane@example.org, or leave it out.',
  )
  .transform((text) => (text === '' ? null : text));

export const attendeeSchool = orNothing(printedLine({ label: 'The school or district', max: MAX_SCHOOL }));

// Law and standards (DOMAIN): no social security number is ever kept.
export const educatorNumber = orNothing(printedLine({ label: 'The educator number', max: MAX_EDUCATOR_NUMBER })).refine(
  (text) => !/^\d{3}[- ]\d{2}[- ]\d{4}$/.test(text),
  'That looks like a Social Security number, which must not be kept here. Use the educator (folio) number, or leave it out.',
);

export const attendeeUnits = z.string().transform((text, ctx) => {
  const read = readUnits(text);
  if ('units' in read) return read.units;
  ctx.addIssue({ code: 'custom', message: read.why });
  return z.NEVER;
});

/** The form of one attendee. */
export const attendeeSchema = z.object({
  name: attendeeName,
  email: attendeeEmail,
  school: attendeeSchool,
  educatorNumber,
  units: attendeeUnits,
  completed: z
    .literal('yes')
    .optional()
    .transform((value) => value === 'yes'),
});

const version = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'This form is out of date. Open the page again.')
  .transform(Number);

/** The form that changes one, with the version that it started from and, after a conflict, the one it goes over. */
export const editAttendeeSchema = attendeeSchema.extend({ version, overVersion: version.optional() });
