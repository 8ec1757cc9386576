import { TextField } from '../text-field';

type Props = { label: string; hint?: string; error?: string };

/**
 * A box for a code. Phones and password managers offer the code by `one-time-code`; the keyboard is the full one,
 * because a recovery code has letters.
 */
export function CodeField({ label, hint, error }: Props) {
  return (
    <TextField
      name="code"
      label={label}
      hint={hint}
      error={error}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={40}
      width="md"
    />
  );
}
