import { z } from 'zod';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { lineOfText } from '@/lib/platform/text';
import { plainUsername } from './rules';

const PHONE = /^[0-9()+.\-\sx]{7,30}$/i;

/** A username as the agency assigns it; a leading `OPI\` is removed (M5). */
export const newUsername = z
  .string()
  .transform(plainUsername)
  .refine(
    (name) => /^[a-z0-9][a-z0-9._-]{1,63}$/.test(name),
    'A username has 2 to 64 characters: letters without accents, digits, periods, hyphens and underscores, and starts with a letter or digit.',
  );

export const newName = lineOfText({ label: 'The name', max: 120 });

export const newEmail = z
  .string()
  .trim()
  .refine(isMailAddress, 'Enter an email address in the format jane@example.org.');

export const phoneNumber = z
  .string()
  .trim()
  .refine((phone) => PHONE.test(phone), 'Enter a phone number in the format (406) 555-0100.');

const providerPlace = z.object({
  kind: z.literal('provider'),
  provider: lineOfText({ label: 'The provider’s name', max: 200 }),
  role: z.enum(['manager', 'editor', 'viewer'], 'The role is manager, editor or viewer.'),
  /** When given, the provider is new and this is its phone number, which certificates show. */
  newProviderPhone: phoneNumber.optional(),
});

const staffPlace = z.object({
  kind: z.literal('staff'),
  staffRole: z.enum(['staff', 'administrator'], 'Staff are staff or administrator.'),
});

/** A person who is to get a sign-in, either for one provider or as agency staff. */
export const newUserSchema = z.object({
  username: newUsername,
  name: newName,
  email: newEmail,
  place: z.discriminatedUnion('kind', [providerPlace, staffPlace]),
});

export type NewUser = z.output<typeof newUserSchema>;
