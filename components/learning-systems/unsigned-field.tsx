import { CheckboxField } from '../checkbox-field';

type Props = { error: string | undefined; checked: boolean };

/** Asks whether a learning system also gets certificates that nobody has signed digitally (M12). */
export function UnsignedField({ error, checked }: Props) {
  return (
    <CheckboxField
      name="unsigned"
      label="Also issue certificates of events that are not signed digitally"
      hint="Section IV of these certificates is blank, and someone has to sign each one by hand before it counts. Without this, learners get their certificate once the event is signed."
      error={error}
      defaultChecked={checked}
    />
  );
}
