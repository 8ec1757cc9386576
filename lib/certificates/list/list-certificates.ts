import { freshPlans } from '@/db/client';
import {
  countDueAttendees,
  countForMailing,
  countUnsignedValid,
  listDueAttendees,
  listNamedCertificates,
} from '@/db/queries/certificate-list';
import { listRuns } from '@/db/queries/issuing-runs';
import { listUnreached } from '@/db/queries/returned-mails';
import { authorize } from '@/lib/access/authorize';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { placeOf } from '@/lib/access/place';
import { scopeOf } from '@/lib/access/scope';
import { whyNotGiveOut } from '@/lib/access/standing';
import { logReading } from '@/lib/attendees/log-reading';
import { getEvent } from '@/lib/events/find-event';
import { searchWords } from '@/lib/platform/lists/filters';
import { onePage, type Side, turnTo } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import { countDuplicates } from '../duplicates/find-duplicates';
import { whyNotIssuable } from '../issue/rules';
import { isSignedDigitally } from '../unsigned';
import type { CertificateListQuery } from './list-query';

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
  const filter = { words: searchWords(query.q), state: query.state };
  const [page, due, duplicates, unsigned, isSigned, runs, unreached] = await Promise.all([
    turnTo<{ id: number }, { position: CertificatePosition }, CertificateRow>(
      { position: positionOf(query) },
      {
        size: PAGE,
        read: (position, limit) =>
          listNamedCertificates(freshPlans(ctx.db), eventId, scope, { ...filter, position, limit }),
        keyOf: ({ id }) => ({ id }),
      },
    ),
    countDueAttendees(ctx.db, eventId),
    countDuplicates(ctx.db, eventId),
    countUnsignedValid(ctx.db, eventId),
    isSignedDigitally(ctx.db, eventId),
    listRuns(ctx.db, eventId, scope, RUNS_SHOWN),
    listUnreached(ctx.db, eventId),
  ]);
  return {
    event,
    certificates: page.rows.map(({ attendeeId, ...row }) => ({
      ...row,
      isUnreached: row.state === 'valid' && unreached.attendeeIds.has(attendeeId),
    })),
    unreached: unreached.people,
    due,
    duplicates,
    unsigned,
    isSigned,
    runs,
    whyNotNow: whyNotNow(ctx, event),
    mayChange: whyNotAllowed(ctx.actor, 'certificate.revoke') === null,
    older: page.next?.position?.id ?? null,
    newer: page.previous?.position?.id ?? null,
  };
}

type CertificateRow = Awaited<ReturnType<typeof listNamedCertificates>>[number];
type CertificatePosition = { side: Side; id: number } | null;

function positionOf({ after, before }: CertificateListQuery): CertificatePosition {
  if (before !== null) return { side: 'before', id: before };
  return after === null ? null : { side: 'after', id: after };
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
  const { shown, next } = onePage(rows, DUE_PAGE, ({ id }) => id);
  return {
    event,
    people: shown,
    due,
    isSigned,
    whyNotNow: whyNotNow(ctx, event),
    next,
  };
}

export type DueAttendee = Awaited<ReturnType<typeof listDue>>['people'][number];

/** Counts the certificates of an event that can be emailed, that cannot, and that already were. */
export async function countMailing(ctx: Context, eventId: number) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  const counts = await countForMailing(ctx.db, eventId);
  const isSigned = await isSignedDigitally(ctx.db, eventId);
  const unreached = (await listUnreached(ctx.db, eventId)).people;
  return { event, ...counts, isSigned, unreached };
}
