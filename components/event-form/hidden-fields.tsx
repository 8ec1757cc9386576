import type { EventFormState } from '@/lib/events/event-decision';
import { textOf } from '@/lib/platform/forms/form-values';

/**
 * What the form carries along. When one decision leads to the next, the one already made stays made:
 * each button posts its own, and the hidden field the other. A past end date is confirmed for that date alone, so that
 * it can stay in the form; when it is asked about, another date was typed, and a similar event would be another too.
 */
export function HiddenFields({ state: { values, answer } }: { state: EventFormState }) {
  const carried = ['requestKey', 'forProvider', 'version'];
  if (answer?.kind !== 'past') carried.push('pastEnd');
  if (answer?.kind === 'past' || answer?.kind === 'similar') carried.push('overVersion', 'freshKey');
  if (answer?.kind === 'conflict') carried.push('sameEvent');
  return carried
    .map((name) => ({ name, value: textOf(values, name) }))
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => <input key={name} type="hidden" name={name} value={value} />);
}
