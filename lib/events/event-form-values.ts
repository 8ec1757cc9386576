import type { Day } from '@/lib/platform/clock';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { ContentField, EventContent } from './event';
import { FIELD_NAMES, FIELDS } from './fields';
import { DEFAULT_STATE } from './us-states';

/** Returns a form to add an event. `requestKey` identifies the form, so that sending it twice makes only one event. */
export function blankForm(requestKey: string): FormValues {
  return { requestKey, state: DEFAULT_STATE };
}

/** Returns the event's form values without the attestation, which applies to one event, and a copy is another. */
export function filledForm(content: EventContent): FormValues {
  const filled = <Name extends ContentField>(name: Name) => FIELDS[name].fill(content[name]);
  return Object.assign({}, ...FIELD_NAMES.map(filled));
}

/**
 * Returns a form to add an event like this one. An own number names one event, so it is blank. It keeps the days only when all of them are in the future: a past event
 * is repeated on other days, and a forgotten date would be wrong on every certificate.
 */
export function copiedForm(content: EventContent, today: Day, requestKey: string): FormValues {
  const ahead = content.startsOn > today;
  const agenda = ahead ? content.agenda : content.agenda.map((item) => ({ ...item, heldOn: '' }));
  const days = ahead ? {} : { startsOn: '', endsOn: '' };
  return { ...filledForm({ ...content, agenda, ...days, ownNumber: null }), requestKey };
}
