import { authorize } from '@/lib/access/authorize';
import type { ProviderEvent } from '@/lib/events/event';
import type { SimilarEvent } from '@/lib/events/event-decision';
import { getEvent } from '@/lib/events/find-event';
import { hasEnded } from '@/lib/events/rules';
import { findSimilarEvents } from '@/lib/events/similar-events';
import type { Day } from '@/lib/platform/clock';
import type { FieldError, FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { whyNotTheseDates } from './rules';
import { datesSchema, fieldOfDates } from './series-input';
import { copyFrom, type Source, sourceOf, whyNotCopied } from './source';

/** An event that would be added. A person checks it first when it is over already, or when there is one like it. */
export type PlannedCopy = {
  startsOn: Day;
  endsOn: Day;
  past: boolean;
  similar: SimilarEvent[];
  /** The name of the event's conference, when the copy is not a session of it because it is on other days. */
  outsideOf: string | null;
};

export type CopiesPreview = {
  event: ProviderEvent;
  source: Source;
  /** Why the event cannot be copied at all. */
  why: string | null;
  /** Problems with the chosen dates. */
  errors: FieldError[];
  /** Null while no dates are chosen, or while there are problems. */
  copies: PlannedCopy[] | null;
};

/**
 * Returns what copying an event to these dates would add. `chosen`: the dates form as it is in the address; null while
 * nothing was chosen.
 * @throws AppError `not_found` when the event is not the provider's, `forbidden` for people who may not add events
 */
export async function previewCopies(ctx: Context, eventId: number, chosen: FormValues | null): Promise<CopiesPreview> {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'event.add', event);
  const source = await sourceOf(ctx.db, event);
  const why = whyNotCopied(source);
  if (chosen === null || why) return { event, source, why, errors: [], copies: null };

  const read = datesSchema.safeParse(chosen);
  if (!read.success) return { event, source, why, errors: errorsOf(read.error.issues, chosen), copies: null };
  const contents = read.data.map((day) => copyFrom(source, day));
  const wrong = whyNotTheseDates(contents);
  if (wrong) return { event, source, why, errors: [{ field: fieldOfDates([], chosen), message: wrong }], copies: null };

  const today = ctx.clock.today();
  const copies: PlannedCopy[] = [];
  for (const content of contents) {
    const similar = await findSimilarEvents(ctx.db, event.providerId, content, {});
    const { startsOn, endsOn, conference } = content;
    const outsideOf = conference === null ? (source.content.conference?.name ?? null) : null;
    copies.push({ startsOn, endsOn, past: hasEnded(content, today), similar, outsideOf });
  }
  return { event, source, why, errors: [], copies };
}

function errorsOf(issues: readonly { path: PropertyKey[]; message: string }[], chosen: FormValues): FieldError[] {
  const first = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = fieldOfDates(path, chosen);
    if (!first.has(field)) first.set(field, message);
  }
  return [...first].map(([field, message]) => ({ field, message }));
}
