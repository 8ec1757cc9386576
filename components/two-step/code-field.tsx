import { TextField } from '../text-field';

type Props = { label: string; hint?: string; error?: string; inputMode?: 'numeric' };

/**
 * Shows a box for a code. `one-time-code` lets phones and password managers suggest the code; the keyboard is the full
 * one unless only digits are possible, because a recovery code has letters.
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
