import { listCategories } from '@/db/queries/events';
import { findDraft } from '@/db/queries/session-drafts';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import type { Conference } from '@/lib/conferences/conference';
import { getConference } from '@/lib/conferences/find-conference';
import { whyClosed } from '@/lib/conferences/rules';
import { whyNotEditable } from '@/lib/events/rules';
import { formatTime } from '@/lib/events/times';
import { addDays, daysBetween, formatDay } from '@/lib/platform/days';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { listSessions } from './existing';
import { BLANK_ROW, type GridRow, withGridRows, withMoreRows } from './grid-rows';
import { draftNotFound } from './keep-draft';
import type { ExistingSession } from './plan';
import { gridOfDraft } from './plan-draft';
import { markRow } from './session-mark';

/** More days than these are not offered in a list; a date can be typed anyway. */
const MAX_OFFERED_DAYS = 31;

export type Grid = {
  conference: Conference;
  /** Why nothing can be added or changed: the conference is closed. */
  closed: string | null;
  values: FormValues;
  days: string[];
  categories: string[];
  /** How many sessions are over or canceled, and so are not in a grid of saved sessions. */
  left: number;
};

/**
 * Returns a grid for new sessions: blank, or with the rows of a kept grid (`draftId`) to go on with.
 * @throws AppError `not_found`, or `forbidden` for people who may not add events
 */
export async function openBlankGrid(ctx: Context, conferenceId: number, draftId: number | null): Promise<Grid> {
  const opened = await openFor(ctx, conferenceId);
  if (draftId === null) {
    const first = { ...BLANK_ROW, startsOn: formatDay(opened.conference.startsOn) };
    return { ...opened, values: valuesOf(crypto.randomUUID(), withMoreRows([first])), left: 0 };
  }
  const draft = await findDraft(ctx.db, conferenceId, draftId, scopeOf(ctx.actor));
  if (draft?.source !== 'grid') throw draftNotFound();
  return { ...opened, values: valuesOf(draft.requestKey, gridOfDraft(draft)), left: 0 };
}

/**
 * Returns a grid of all sessions of a conference that can still be edited.
 * @throws AppError like `openBlankGrid`
 */
export async function openSavedGrid(ctx: Context, conferenceId: number): Promise<Grid> {
  const opened = await openFor(ctx, conferenceId);
  const sessions = await listSessions(ctx.db, conferenceId, scopeOf(ctx.actor));
  const names = new Map((await listCategories(ctx.db)).map(({ id, name }) => [id, name]));
  const today = ctx.clock.today();
  const editable = sessions.filter(
    ({ content, canceledAt }) => whyNotEditable({ ...content, canceledAt }, today) === null,
  );
  const rows = editable.map((session) =>
    markRow(rowOf(session, names), { eventId: session.id, version: session.version }),
  );
  return { ...opened, values: valuesOf(crypto.randomUUID(), rows), left: sessions.length - editable.length };
}

async function openFor(ctx: Context, conferenceId: number) {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'event.add', conference);
  const categories = await listCategories(ctx.db);
  const { startsOn, endsOn } = conference;
  const length = Math.min(daysBetween(startsOn, endsOn) + 1, MAX_OFFERED_DAYS);
  return {
    conference,
    closed: whyClosed(conference),
    days: Array.from({ length }, (_, index) => formatDay(addDays(startsOn, index))),
    categories: categories.filter(({ retiredAt }) => retiredAt === null).map(({ name }) => name),
  };
}

function valuesOf(requestKey: string, rows: readonly GridRow[]): FormValues {
  return withGridRows({ requestKey }, rows);
}

function rowOf({ content }: ExistingSession, names: ReadonlyMap<number, string>): GridRow {
  const { ownNumber, title, instructor, startsOn, startsAt, endsAt, hours, room, track, description } = content;
  return {
    ownNumber: ownNumber ?? '',
    title,
    instructor,
    startsOn: formatDay(startsOn),
    startsAt: startsAt ? formatTime(startsAt) : '',
    endsAt: endsAt ? formatTime(endsAt) : '',
    hours,
    room: room ?? '',
    track: track ?? '',
    categories: content.categoryIds.map((id) => names.get(id) ?? '').join('; '),
    description,
    session: '',
  };
}
