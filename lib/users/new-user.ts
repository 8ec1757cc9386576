import { z } from 'zod';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { lineOfText } from '@/lib/platform/text';
import { plainUsername } from './rules';

const PHONE = /^[0-9()+.\-\sx]{7,30}$/i;

/** A username as the agency gives them out; `OPI\` in front is taken off (M5). */
export const newUsername = z
  .string()
  .transform(plainUsername)
  .refine(
    (name) => /^[a-z0-9][a-z0-9._-]{1,63}$/.test(name),
    'A username has 2 to 64 characters: letters without accents, numerals, dots, hyphens and underscores, and begins with a letter or numeral.',
  );

export const newName = lineOfText({ label: 'The name', max: 120 });

export const newEmail = z
  .string()
  .trim()
  .refine(isMailAddress, 'That is not an e-mail address. Write it like jane@example.org.');

const providerPlace = z.object({
  kind: z.literal('provider'),
  provider: lineOfText({ label: 'The provider’s name', max: 200 }),
  role: z.enum(['manager', 'editor', 'viewer'], 'The role is manager, editor or viewer.'),
  /** Given: the provider is new, and this is its phone, which certificates show. */
  newProviderPhone: z
    .string()
    .trim()
    .refine((phone) => PHONE.test(phone), 'That is not a phone number. Write it like (406) 555-0100.')
    .optional(),
});

const staffPlace = z.object({
  kind: z.literal('staff'),
  staffRole: z.enum(['staff', 'administrator'], 'Staff are staff or administrator.'),
});

/** A person who is to have a sign-in: for one provider, or among the agency's staff. */
export const newUserSchema = z.object({
  username: newUsername,
  name: newName,
  email: newEmail,
  place: z.discriminatedUnion('kind', [providerPlace, staffPlace]),
});

export type NewUser = z.output<typeof newUserSchema>;
