import { freshPlans } from '@/db/client';
import {
  countDueAttendees,
  countForMailing,
  listDueAttendees,
  listNamedCertificates,
} from '@/db/queries/certificate-list';
import { listRuns } from '@/db/queries/issuing-runs';
import { getEvent } from '@/lib/events/find-event';
import { whyMayNotChangeEvents } from '@/lib/events/policy';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { whyNotIssuable } from '../issue/rules';
import { type CertificateListQuery, wordsOf } from './list-query';

const PAGE = 50;
/** Names to tick off on one page. */
const DUE_PAGE = 100;
const RUNS_SHOWN = 5;

/**
 * The certificates of an event as the list is filtered, how many wait to be issued, and the last runs.
 * @throws AppError `not_found`
 */
export async function listCertificates(ctx: Context, eventId: number, query: CertificateListQuery) {
  const event = await getEvent(ctx, eventId);
  const scope = scopeOf(ctx.actor);
  const [rows, due, runs] = await Promise.all([
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
    listRuns(ctx.db, eventId, scope, RUNS_SHOWN),
  ]);
  const more = rows.length > PAGE;
  const certificates = query.before ? rows.slice(-PAGE) : rows.slice(0, PAGE);
  return {
    event,
    certificates,
    due,
    runs,
    whyNotNow: whyNotIssuable(event, ctx.clock.today()),
    mayChange: whyMayNotChangeEvents(ctx.actor) === null,
    older: (query.before ? certificates.length > 0 : more) ? certificates.at(-1)!.id : null,
    newer: (query.before ? more : query.after !== null && certificates.length > 0) ? certificates[0]!.id : null,
  };
}

export type ListedCertificate = Awaited<ReturnType<typeof listCertificates>>['certificates'][number];

/** Who completed the event and has no certificate, by name, and after whom the next page starts. */
export async function listDue(ctx: Context, eventId: number, after: number | null) {
  const event = await getEvent(ctx, eventId);
  const [rows, due] = await Promise.all([
    listDueAttendees(freshPlans(ctx.db), eventId, { afterId: after, limit: DUE_PAGE + 1 }),
    countDueAttendees(ctx.db, eventId),
  ]);
  const people = rows.slice(0, DUE_PAGE);
  return {
    event,
    people,
    due,
    whyNotNow: whyNotIssuable(event, ctx.clock.today()),
    next: rows.length > DUE_PAGE ? people.at(-1)!.id : null,
  };
}

export type DueAttendee = Awaited<ReturnType<typeof listDue>>['people'][number];

/** How many of an event's certificates can be mailed, cannot, or were. */
export async function countMailing(ctx: Context, eventId: number) {
  const event = await getEvent(ctx, eventId);
  return { event, ...(await countForMailing(ctx.db, eventId)) };
}
