import { listConferencesNamed } from '@/db/queries/conferences';
import { listCategories } from '@/db/queries/events';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import type { Conference } from '@/lib/conferences/conference';
import { getConference } from '@/lib/conferences/find-conference';
import { formTexts } from '@/lib/events/form-texts';
import type { Day } from '@/lib/platform/clock';
import type { FieldError, FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { newConferenceSchema } from './clone-input';
import { type ClonedSession, lastDayOfClone, nextFirstDay, planClone } from './clone-plan';

export type ClonePreview = {
  conference: Conference;
  values: FormValues;
  errors: FieldError[];
  attestation: string;
  categories: { id: number; name: string }[];
  /** Null while the first step is not answered. */
  summary: {
    name: string;
    startsOn: Day;
    endsOn: Day;
    sessions: ClonedSession[];
    stamp: string;
    /** The provider's conferences of this name on these days. */
    existing: { id: number; name: string; startsOn: Day; endsOn: Day }[];
  } | null;
};

/**
 * Returns what a copy of a conference on other dates would have. `chosen`: the first step as it is in the address; null
 * while nothing was chosen.
 * @throws AppError `not_found`, or `forbidden` for people who may not add events
 */
export async function previewClone(
  ctx: Context,
  conferenceId: number,
  chosen: { name: string; startsOn: string } | null,
): Promise<ClonePreview> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'event.add', conference);
  const { attestation } = await formTexts(ctx);
  const categories = await listCategories(ctx.db);
  const shown = { conference, attestation, categories };
  if (chosen === null) {
    const next = nextFirstDay(conference.startsOn, ctx.clock.today());
    return { ...shown, values: { name: nextName(conference, next), startsOn: next }, errors: [], summary: null };
  }
  const read = newConferenceSchema.safeParse(chosen);
  if (!read.success) {
    const errors = read.error.issues.map(({ path, message }) => ({ field: String(path[0]), message }));
    return { ...shown, values: chosen, errors, summary: null };
  }
  const { name, startsOn } = read.data;
  const order = { conference, startsOn, scope: scopeOf(ctx.actor), today: ctx.clock.today() };
  const planned = await planClone(ctx.db, order);
  const endsOn = lastDayOfClone(conference, startsOn);
  const named = await listConferencesNamed(ctx.db, conference.providerId, name);
  const existing = named.filter((other) => other.startsOn <= endsOn && startsOn <= other.endsOn);
  return {
    ...shown,
    values: { name, startsOn },
    errors: [],
    summary: { name, startsOn, endsOn, ...planned, existing },
  };
}

/** Returns the name for another year: "Spring Conference 2026" becomes "Spring Conference 2027". */
function nextName({ name, startsOn }: Conference, next: Day): string {
  return name.replaceAll(startsOn.slice(0, 4), next.slice(0, 4));
}
