import type { EventFormState } from '@/lib/events/event-decision';
import { textOf } from '@/lib/platform/forms/form-values';
import { ForProviderField } from '../for-provider-field';

/**
 * Renders the form's hidden values. When one decision leads to the next, the earlier one must persist: each button
 * posts its own decision, and the hidden field posts the other. A past end date is confirmed only for that date, so it
 * can stay in the form; if the form asks about it again, another date was typed, and a similar event would be a
 * different one too.
 */
export function HiddenFields({ state: { values, answer } }: { state: EventFormState }) {
  const carried = ['requestKey', 'version', 'from'];
  if (answer?.kind !== 'past') carried.push('pastEnd');
  if (answer?.kind === 'past' || answer?.kind === 'similar') carried.push('overVersion', 'freshKey');
  if (answer?.kind === 'conflict') carried.push('sameEvent');
  if (answer?.kind === 'continue') carried.push('sameEvent', 'freshKey');
  return (
    <>
      <ForProviderField values={values} />
      {carried
        .map((name) => ({ name, value: textOf(values, name) }))
        .filter(({ value }) => value !== '')
        .map(({ name, value }) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
    </>
  );
}
