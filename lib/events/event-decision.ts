import type { Day } from '@/lib/platform/clock';
import type { FormState } from '@/lib/platform/forms/form-values';

/** The event is over before it is saved: a warning, not a wall. */
export type PastWarning = { kind: 'past'; endsOn: Day };

/** An event that looks the same to a person: enough to recognise it and to open it. */
export type SimilarEvent = { id: number; title: string; dates: string; place: string };

/** The provider has such events already: a warning, not a wall. */
export type SimilarWarning = { kind: 'similar'; events: SimilarEvent[] };

/** The form made an event before and was changed since. With `freshKey` it makes another one. */
export type AlreadyAdded = { kind: 'already_added'; eventId: number; freshKey: string };

export type FieldDifference = { field: string; before: string | null; after: string | null };

/** Somebody saved since the form was opened: their version and the one in hand, where the two differ. */
export type EditConflict = {
  kind: 'conflict';
  eventId: number;
  version: number;
  savedBy: string;
  savedAt: string;
  differences: FieldDifference[];
};

/** `rows`: a button of the agenda was pressed, nothing is to be decided. */
export type EventFormAnswer = PastWarning | SimilarWarning | AlreadyAdded | EditConflict | { kind: 'rows' };

export type EventFormState = FormState<EventFormAnswer>;

export type EventFormAction = (before: EventFormState, form: FormData) => Promise<EventFormState>;
