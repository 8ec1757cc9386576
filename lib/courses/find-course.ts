import { listCourseEntries } from '@/db/queries/course-entries';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { scopeOf } from '@/lib/access/scope';
import { isSignedDigitally } from '@/lib/certificates/unsigned';
import type { ProviderEvent } from '@/lib/events/event';
import type { SimilarEvent } from '@/lib/events/event-decision';
import { findSimilarEvents } from '@/lib/events/similar-events';
import type { Day } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { whyNotTheseDates } from '@/lib/series/rules';
import { sourceOf, whyNotCopied } from '@/lib/series/source';
import { settingNow } from '@/lib/settings/read-setting';
import { findOwnSignature, type OwnSignature } from '@/lib/signing/own-signature';
import { askDays } from './ask-days';
import { askToContinue, type Continuing, nextEntryOf } from './rules';

/** A year of a course, as its pages list it. */
export type CourseYear = {
  id: number;
  startsOn: Day;
  endsOn: Day;
  canceledAt: Date | null;
  certificateCount: number | null;
};

/** What continuing a course would make, and how much the provider is asked to. */
export type NextEntry = {
  asked: Continuing;
  startsOn: Day;
  endsOn: Day;
  /** What would be copied, as it is now. */
  stamp: string;
  /** How many categories are no longer offered and left out. */
  retired: number;
  similar: SimilarEvent[];
  /** Why it cannot be made; null when it can. */
  why: string | null;
  /** Whether this entry is signed digitally. */
  signed: boolean;
  /** With what the person would sign the next one; null: they have nothing, or do not sign. */
  own: OwnSignature | null;
  statement: string;
  /** What the person confirms by making the entry. */
  attestation: string;
};

export type Course = {
  /** All years of the course, oldest first. */
  years: CourseYear[];
  /** Null when the person may not make it, or it was made already. */
  next: NextEntry | null;
};

/**
 * Returns the years of an always-open course, and what the entry for the next year would be; null for other events. The
 * caller has found the event in scope.
 */
export async function findCourse(ctx: Context, event: ProviderEvent): Promise<Course | null> {
  if (!event.asynchronous) return null;
  const years = await listCourseEntries(ctx.db, event.id, scopeOf(ctx.actor));
  const isLast = years.at(-1)?.id === event.id;
  const mayMake = isLast && event.canceledAt === null && whyNotAllowed(ctx.actor, 'event.add', event) === null;
  return { years, next: mayMake ? await nextOf(ctx, event) : null };
}

async function nextOf(ctx: Context, event: ProviderEvent): Promise<NextEntry> {
  const source = await sourceOf(ctx.db, event);
  const content = nextEntryOf(source.content);
  const signs = whyNotAllowed(ctx.actor, 'event.sign', event) === null;
  return {
    asked: askToContinue(event, ctx.clock.today(), await askDays(ctx)),
    startsOn: content.startsOn,
    endsOn: content.endsOn,
    stamp: source.stamp,
    retired: source.retired,
    similar: await findSimilarEvents(ctx.db, event.providerId, content, {}),
    why: whyNotCopied(source) ?? whyNotTheseDates([content]),
    signed: await isSignedDigitally(ctx.db, event.id),
    own: signs ? await findOwnSignature(ctx) : null,
    statement: (await settingNow(ctx, 'statements')).providerStatement,
    attestation: (await settingNow(ctx, 'attestation')).statement,
  };
}
