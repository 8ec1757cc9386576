import type { Day } from '@/lib/platform/clock';
import type { FormState } from '@/lib/platform/forms/form-values';

/** The event is already over when it is saved: a warning, not a block. */
export type PastWarning = { kind: 'past'; endsOn: Day };

/** An event that looks the same to a person, with enough to recognize and open it. */
export type SimilarEvent = { id: number; title: string; dates: string; place: string };

/** The provider already has events like this: a warning, not a block. */
export type SimilarWarning = { kind: 'similar'; events: SimilarEvent[] };

/** An always-open course that nothing continues yet, with enough to recognize and open it. */
export type CourseToContinue = { id: number; title: string; dates: string };

/** The event looks like the next year of a course of the provider, which it would not continue: a warning, not a block. */
export type ContinueWarning = { kind: 'continue'; courses: CourseToContinue[] };

/** The form made an event before and has been changed since. With `freshKey` it makes another one. */
export type AlreadyAdded = { kind: 'already_added'; eventId: number; freshKey: string };

export type FieldDifference = { field: string; before: string | null; after: string | null };

/** Somebody has saved since the form was opened: their version and the current one, where the two differ. */
export type EditConflict = {
  kind: 'conflict';
  eventId: number;
  version: number;
  savedBy: string;
  savedAt: string;
  differences: FieldDifference[];
};

/**
 * What a request would change, for the person to check before it is sent. `reviewed`: what the form sends back with it;
 * other changes have another value. `changedMeanwhile`: the sentence when the record was
 * changed while the form was open.
 */
export type RequestReview = {
  kind: 'review';
  differences: FieldDifference[];
  reviewed: string;
  changedMeanwhile?: string;
};

/** `rows`: an agenda button was pressed, and there is nothing to decide. */
export type EventFormAnswer =
  | PastWarning
  | SimilarWarning
  | ContinueWarning
  | AlreadyAdded
  | EditConflict
  | RequestReview
  | { kind: 'rows' };

export type EventFormState = FormState<EventFormAnswer>;

export type EventFormAction = (before: EventFormState, form: FormData) => Promise<EventFormState>;
