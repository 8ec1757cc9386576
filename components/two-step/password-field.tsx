import { TextField } from '../text-field';

/** Asks for the person's own password again before the sign-in itself is changed. */
export function PasswordField({ error }: { error?: string }) {
  return (
    <TextField
      name="password"
      label="Your password"
      type="password"
      autoComplete="current-password"
      error={error}
      maxLength={1024}
      width="md"
    />
  );
}
