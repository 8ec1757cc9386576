import { Button } from '../button';
import { ErrorSummary } from '../error-summary';
import { TextField } from '../text-field';

type Props = {
  /** What was typed and cannot be a serial. */
  typed?: string;
  error?: string;
};

/** A GET form: the answer has an address of its own, the one in the certificate's QR code. */
export function SerialForm({ typed, error }: Props) {
  return (
    <form action="/verify" method="get" noValidate className="mt-4">
      <ErrorSummary problems={error ? [{ field: 'serial', message: error }] : []} />
      <TextField
        name="serial"
        label="Serial of the certificate"
        hint="Twelve letters and digits at the foot of the certificate, such as K7Q3-9F2M-XT4W. Capital or small, with or without dashes."
        defaultValue={typed}
        error={error}
        width="md"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={200}
      />
      <Button>Check the serial</Button>
    </form>
  );
}
