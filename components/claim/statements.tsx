import type { FormState } from '@/lib/platform/forms/form-values';
import { textOf } from '@/lib/platform/forms/form-values';
import { CheckboxField } from '../checkbox-field';
import { errorOf } from '../form-problems';

type Props = { state: Pick<FormState, 'values' | 'errors'>; completed?: string };

/** Shows what everybody who claims a certificate has to state (M13, M23). */
export function Statements({ state, completed = 'I completed this event.' }: Props) {
  return (
    <>
      <CheckboxField
        name="completed"
        label={completed}
        error={errorOf(state, 'completed')}
        defaultChecked={textOf(state.values, 'completed') === 'yes'}
      />
      <CheckboxField
        name="educator"
        label="I am a Montana educator."
        error={errorOf(state, 'educator')}
        defaultChecked={textOf(state.values, 'educator') === 'yes'}
      />
    </>
  );
}
