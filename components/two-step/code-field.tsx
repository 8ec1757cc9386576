import { TextField } from '../text-field';

type Props = { label: string; hint?: string; error?: string; inputMode?: 'numeric' };

/**
 * A box for a code. Phones and password managers offer the code by `one-time-code`; the keyboard is the full one
 * unless only digits can come, because a recovery code has letters.
 */
export function CodeField(props: Props) {
  return (
    <TextField
      name="code"
      {...props}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={40}
      width="md"
    />
  );
}
