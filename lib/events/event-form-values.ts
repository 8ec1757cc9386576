import type { Day } from '@/lib/platform/clock';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { withAgendaRows } from './agenda-form';
import type { EventContent } from './event-content';
import { NEW_CONFERENCE } from './event-input';
import { DEFAULT_STATE } from './us-states';

/** Returns a form to add an event. `requestKey` identifies the form, so that sending it twice makes only one event. */
export function blankForm(requestKey: string): FormValues {
  return { requestKey, state: DEFAULT_STATE };
}

/** Returns the event's form values without the attestation, which applies to one event, and a copy is another. */
export function filledForm(content: EventContent): FormValues {
  const { location } = content;
  const place =
    location.kind === 'online'
      ? { city: '', state: DEFAULT_STATE, zip: '' }
      : { city: location.city, state: location.state, zip: location.zip };
  const values: FormValues = {
    title: content.title,
    instructor: content.instructor,
    description: content.description,
    categoryIds: content.categoryIds.map(String),
    startsOn: content.startsOn,
    endsOn: content.endsOn,
    asynchronous: content.asynchronous ? 'yes' : '',
    locationKind: location.kind,
    ...place,
    hours: content.hours,
    ...conferenceValues(content.conference),
  };
  return withAgendaRows(
    values,
    content.agenda.map((item) => ({ ...item, counts: item.counts ? 'yes' : 'no' })),
  );
}

function conferenceValues(conference: EventContent['conference']): FormValues {
  if (conference === null) return { conference: '', newConference: '' };
  const { id, name } = conference;
  return id === null
    ? { conference: NEW_CONFERENCE, newConference: name }
    : { conference: String(id), newConference: '' };
}

/**
 * Returns a form to add an event like this one. It keeps the days only when all of them are in the future: a past event
 * is repeated on other days, and a forgotten date would be wrong on every certificate.
 */
export function copiedForm(content: EventContent, today: Day, requestKey: string): FormValues {
  const ahead = content.startsOn > today;
  const agenda = ahead ? content.agenda : content.agenda.map((item) => ({ ...item, heldOn: '' }));
  const days = ahead ? {} : { startsOn: '', endsOn: '' };
  return { ...filledForm({ ...content, agenda, ...days }), requestKey };
}
