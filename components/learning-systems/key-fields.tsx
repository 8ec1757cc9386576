import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { CheckboxField } from '../checkbox-field';
import { errorOf } from '../form-problems';
import { TextField } from '../text-field';

/** What a provider says of a key: its name, and whether it also gets certificates that nobody has signed digitally (M12). */
export function KeyFields({ state, hint }: { state: FormState<unknown>; hint?: string }) {
  return (
    <>
      <TextField
        name="label"
        label="Name of the system"
        hint={hint}
        error={errorOf(state, 'label')}
        defaultValue={textOf(state.values, 'label')}
        width="md"
        maxLength={80}
        autoComplete="off"
        dir="auto"
      />
      <CheckboxField
        name="unsigned"
        label="Also issue certificates of events that are not signed digitally"
        hint="Section IV of these certificates is blank, and someone has to sign each one by hand before it counts. Without this, learners get their certificate once the event is signed."
        error={errorOf(state, 'unsigned')}
        defaultChecked={textOf(state.values, 'unsigned') === 'yes'}
      />
    </>
  );
}
