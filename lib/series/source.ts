import type { Queryable } from '@/db/client';
import { findConferenceRow } from '@/db/queries/conferences';
import { whyClosed } from '@/lib/conferences/rules';
import { findEvaluationOf } from '@/lib/evaluations/find-form';
import type { Question } from '@/lib/evaluations/questions';
import type { EventContent, ProviderEvent } from '@/lib/events/event';
import { contentOf } from '@/lib/events/event-content';
import { listOfferedCategories } from '@/lib/events/offered-categories';
import type { Day } from '@/lib/platform/clock';
import { copyOn } from './rules';

/** What a copy of an event gets from it. */
export type Source = {
  content: EventContent;
  /** The days of the conference that the event is a session of; null without one, or when it is closed. */
  conferenceDays: { startsOn: Day; endsOn: Day } | null;
  /** The provider's own questions; null: the event has the standard ones, and so does each copy. */
  questions: Question[] | null;
  /** The names of the event's categories that a new event gets. Retired ones are left out. */
  categories: string[];
  /** How many categories are left out. */
  retired: number;
  /** Changes whenever what would be copied changes, so that people get what the summary showed. */
  stamp: string;
};

/** Reads what a copy of this event would get. The caller has already checked whose event it is. */
export async function sourceOf(db: Queryable, event: ProviderEvent): Promise<Source> {
  const [offered, evaluation] = [await listOfferedCategories(db, []), await findEvaluationOf({ db }, event.id)];
  const content = contentOf(event);
  const categories = offered.filter(({ id }) => content.categoryIds.includes(id));
  const categoryIds = content.categoryIds.filter((id) => categories.some((category) => category.id === id));
  const open = await openConferenceOf(db, event);
  const conferenceDays = open && { startsOn: open.startsOn, endsOn: open.endsOn };
  return {
    content: { ...content, categoryIds, conference: open ? event.conference : null },
    conferenceDays,
    questions: evaluation.version > 0 ? evaluation.questions : null,
    categories: categories.map(({ name }) => name),
    retired: content.categoryIds.length - categoryIds.length,
    stamp: [
      event.version,
      evaluation.version,
      open?.id ?? '',
      ...Object.values(conferenceDays ?? {}),
      ...categoryIds,
    ].join('/'),
  };
}

/** A copy can only be a session of a conference that is open. */
async function openConferenceOf(db: Queryable, { providerId, conference }: ProviderEvent) {
  if (conference === null) return null;
  const row = await findConferenceRow(db, conference.id, { providerId });
  return row && whyClosed(row.conference) === null ? row.conference : null;
}

/** Returns a copy of an event for another first day; outside of its conference's days, it is not a session of that. */
export function copyFrom({ content, conferenceDays }: Source, startsOn: Day): EventContent {
  const copy = copyOn(content, startsOn);
  const isWithin =
    conferenceDays !== null && copy.startsOn >= conferenceDays.startsOn && copy.endsOn <= conferenceDays.endsOn;
  return isWithin ? copy : { ...copy, conference: null };
}

/** Returns why this event cannot be copied as it is; null when it can. */
export function whyNotCopied({ categories }: Pick<Source, 'categories'>): string | null {
  return categories.length === 0
    ? 'None of this event’s categories is offered for new events. Choose “Duplicate” on its page instead, and choose other categories.'
    : null;
}
