import { z } from 'zod';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { printedLine } from '@/lib/platform/printed-line';
import {
  isSocialSecurityNumber,
  LOOKS_LIKE_SSN,
  mayHaveSocialSecurityNumber,
} from '@/lib/platform/social-security-number';
import { lineOfText } from '@/lib/platform/text';
import { MAX_EDUCATOR_NUMBER, MAX_EMAIL, MAX_NAME, MAX_SCHOOL } from './limits';
import { readUnits } from './units';

/** A roster's content about one person. Units of null mean the event's. */
export type AttendeeInput = {
  name: string;
  email: string | null;
  school: string;
  educatorNumber: string;
  units: string | null;
  completed: boolean;
};

/** Makes a line of text optional. */
function orNothing(line: ReturnType<typeof lineOfText>) {
  return z.string().transform((text, ctx) => {
    if (text.trim() === '') return '';
    const read = line.safeParse(text);
    if (read.success) return read.data;
    ctx.addIssue({ code: 'custom', message: read.error.issues[0]!.message });
    return z.NEVER;
  });
}

const withoutSsn = (text: string) => !mayHaveSocialSecurityNumber(text);

const ADDRESS_AS_NAME = 'The name contains a web or email address. Enter only the person’s name.';

/**
 * A name as a certificate prints it. Web and email addresses are rejected, because an open link would email them to
 * anyone in our name.
 */
export const attendeeName = printedLine({ label: 'The name', max: MAX_NAME })
  .refine((text) => !/@|:\/\/|\bwww\./i.test(text), ADDRESS_AS_NAME)
  .refine((text) => text.trim() === '' || /\p{L}/u.test(text), 'The name needs at least one letter.')
  .refine(withoutSsn, LOOKS_LIKE_SSN);

export const attendeeEmail = orNothing(lineOfText({ label: 'The email address', max: MAX_EMAIL }))
  .refine(
    (text) => text === '' || isMailAddress(text),
    'Enter an email address in the format jane@example.org, or leave it blank.',
  )
  .refine(withoutSsn, LOOKS_LIKE_SSN)
  .transform((text) => (text === '' ? null : text));

export const attendeeSchool = orNothing(printedLine({ label: 'The school or district', max: MAX_SCHOOL })).refine(
  withoutSsn,
  LOOKS_LIKE_SSN,
);

export const educatorNumber = orNothing(printedLine({ label: 'The educator number', max: MAX_EDUCATOR_NUMBER })).refine(
  (text) => !isSocialSecurityNumber(text),
  LOOKS_LIKE_SSN,
);

export const attendeeUnits = z.string().transform((text, ctx) => {
  const read = readUnits(text);
  if ('units' in read) return read.units;
  ctx.addIssue({ code: 'custom', message: read.why });
  return z.NEVER;
});

/** The form for one attendee. */
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

/** The version of a line of the roster that a form started from. */
export const attendeeVersion = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'This form is out of date. Open the page again.')
  .transform(Number);

/**
 * The form that changes an attendee, with the version that it started from and, after a conflict, the version that it
 * overwrites.
 */
export const editAttendeeSchema = attendeeSchema.extend({
  version: attendeeVersion,
  overVersion: attendeeVersion.optional(),
});
