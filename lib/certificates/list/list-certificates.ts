import { freshPlans } from '@/db/client';
import {
  countDueAttendees,
  countForMailing,
  countUnsignedValid,
  listDueAttendees,
  listNamedCertificates,
} from '@/db/queries/certificate-list';
import { listRuns } from '@/db/queries/issuing-runs';
import { authorize } from '@/lib/access/authorize';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { placeOf } from '@/lib/access/place';
import { scopeOf } from '@/lib/access/scope';
import { whyNotGiveOut } from '@/lib/access/standing';
import { logReading } from '@/lib/attendees/log-reading';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { countDuplicates } from '../duplicates/find-duplicates';
import { whyNotIssuable } from '../issue/rules';
import { isSignedDigitally } from '../unsigned';
import { type CertificateListQuery, wordsOf } from './list-query';

const PAGE = 50;
/** How many names the page lists to check off. */
const DUE_PAGE = 100;
const RUNS_SHOWN = 5;

/**
 * Returns the certificates of an event that match the filters, the number waiting to be issued, and the latest runs.
 * @throws AppError `not_found` or `forbidden`
 */
export async function listCertificates(ctx: Context, eventId: number, query: CertificateListQuery) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  await logReading(ctx, eventId);
  const scope = scopeOf(ctx.actor);
  const [rows, due, duplicates, unsigned, isSigned, runs] = await Promise.all([
    listNamedCertificates(freshPlans(ctx.db), eventId, scope, {
      words: wordsOf(query),
      state: query.state,
      position: query.before
        ? { side: 'before', id: query.before }
        : query.after
          ? { side: 'after', id: query.after }
          : null,
      limit: PAGE + 1,
    }),
    countDueAttendees(ctx.db, eventId),
    countDuplicates(ctx.db, eventId),
    countUnsignedValid(ctx.db, eventId),
    isSignedDigitally(ctx.db, eventId),
    listRuns(ctx.db, eventId, scope, RUNS_SHOWN),
  ]);
  const more = rows.length > PAGE;
  const certificates = query.before ? rows.slice(-PAGE) : rows.slice(0, PAGE);
  return {
    event,
    certificates,
    due,
    duplicates,
    unsigned,
    isSigned,
    runs,
    whyNotNow: whyNotNow(ctx, event),
    mayChange: whyNotAllowed(ctx.actor, 'certificate.revoke') === null,
    older: (query.before ? certificates.length > 0 : more) ? certificates.at(-1)!.id : null,
    newer: (query.before ? more : query.after !== null && certificates.length > 0) ? certificates[0]!.id : null,
  };
}

/** Returns why no certificates can be issued now: because of the provider's standing, or of the event. */
function whyNotNow(ctx: Context, event: Parameters<typeof whyNotIssuable>[0]): string | null {
  const place = placeOf(ctx.actor);
  return (place && whyNotGiveOut(place)) ?? whyNotIssuable(event, ctx.clock.today());
}

export type ListedCertificate = Awaited<ReturnType<typeof listCertificates>>['certificates'][number];

/** Returns the attendees who completed the event and have no certificate, by name, and where the next page starts. */
export async function listDue(ctx: Context, eventId: number, after: number | null) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  await logReading(ctx, eventId);
  const [rows, due, isSigned] = await Promise.all([
    listDueAttendees(freshPlans(ctx.db), eventId, { afterId: after, limit: DUE_PAGE + 1 }),
    countDueAttendees(ctx.db, eventId),
    isSignedDigitally(ctx.db, eventId),
  ]);
  const people = rows.slice(0, DUE_PAGE);
  return {
    event,
    people,
    due,
    isSigned,
    whyNotNow: whyNotNow(ctx, event),
    next: rows.length > DUE_PAGE ? people.at(-1)!.id : null,
  };
}

export type DueAttendee = Awaited<ReturnType<typeof listDue>>['people'][number];

/** Counts the certificates of an event that can be emailed, that cannot, and that already were. */
export async function countMailing(ctx: Context, eventId: number) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  const [counts, isSigned] = [await countForMailing(ctx.db, eventId), await isSignedDigitally(ctx.db, eventId)];
  return { event, ...counts, isSigned };
}
