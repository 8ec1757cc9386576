import { z } from 'zod';

/** A change of the e-mail address must be confirmed from both addresses within this time, with so few wrong codes. */
export const CODE_MINUTES = 30;
export const MOST_WRONG_CODES = 5;

export const CODE_DIGITS = 8;

export const beginEmailChangeSchema = z.object({
  newEmail: z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'Enter your new e-mail address.')
        .max(254, 'That e-mail address is too long.')
        .pipe(z.email('Enter an e-mail address in the form name@example.org.')),
    ),
  password: z.string().min(1, 'Enter your password.').max(1024, 'That password is too long.'),
});

/** A code as it is pasted or typed: blanks and dashes do not matter. Blank is no try. */
const code = z
  .string()
  .default('')
  .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
  .refine((typed) => typed === '' || /^\d{8}$/.test(typed), `Enter the ${CODE_DIGITS} digits of the code.`);

export const confirmEmailChangeSchema = z.object({ oldCode: code, newCode: code });

/** Why this address is no change; null when it is. */
export function whyNotNewEmail(newEmail: string, current: string): string | null {
  return newEmail.toLowerCase() === current.toLowerCase() ? 'That is your e-mail address already.' : null;
}
