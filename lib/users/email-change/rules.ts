import { z } from 'zod';

/** How long people have to confirm an email change from both addresses; the number of wrong codes is limited too. */
export const CODE_MINUTES = 30;
export const MAX_WRONG_CODES = 5;

export const CODE_DIGITS = 8;

export const beginEmailChangeSchema = z.object({
  newEmail: z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'Enter your new email address.')
        .max(254, 'That email address is too long.')
        .pipe(z.email('Enter an email address in the format name@example.org.')),
    ),
  password: z.string().min(1, 'Enter your password.').max(1024, 'That password is too long.'),
});

/** A code as pasted or typed: spaces and dashes are ignored. An empty code does not count as a try. */
const code = z
  .string()
  .default('')
  .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
  .refine((typed) => typed === '' || /^\d{8}$/.test(typed), `Enter the ${CODE_DIGITS} digits of the code.`);

export const confirmEmailChangeSchema = z.object({ oldCode: code, newCode: code });

/** Returns why this address is not a change, or null when it is one. */
export function whyNotNewEmail(newEmail: string, current: string): string | null {
  return newEmail.toLowerCase() === current.toLowerCase() ? 'That is already your email address.' : null;
}
