import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { errorOf } from './form-problems';
import { TextArea } from './text-area';

type Props = {
  state: FormState<unknown>;
  /** Who reads it, and where. */
  hint: string;
};

/** Asks staff why they do something. */
export function ReasonField({ state, hint }: Props) {
  return (
    <TextArea
      name="reason"
      label="Reason"
      hint={hint}
      error={errorOf(state, 'reason')}
      defaultValue={textOf(state.values, 'reason')}
      maxCharacters={500}
      rows={3}
    />
  );
}
