import { Button } from '../button';
import { ErrorSummary } from '../error-summary';
import { TextField } from '../text-field';

type Props = {
  /** What was typed and cannot be a serial number. */
  typed?: string;
  error?: string;
};

/** Shows a GET form, so that the answer has its own URL, the one in the certificate's QR code. */
export function SerialForm({ typed, error }: Props) {
  return (
    <form action="/verify" method="get" noValidate className="mt-4">
      <ErrorSummary problems={error ? [{ field: 'serial', message: error }] : []} />
      <TextField
        name="serial"
        label="Certificate serial number"
        hint="Twelve letters and digits at the bottom of the certificate, such as K7Q3-9F2M-XT4W. Capital letters and dashes don’t matter."
        defaultValue={typed}
        error={error}
        width="md"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={200}
      />
      <Button>Check serial number</Button>
    </form>
  );
}
