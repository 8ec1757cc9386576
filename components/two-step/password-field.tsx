import { TextField } from '../text-field';

/** The person's own password, asked for again before the sign-in itself is changed. */
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
