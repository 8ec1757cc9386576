import { createHash } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { listCategories } from '@/db/queries/events';
import type { findDraft } from '@/db/queries/session-drafts';
import type { Scope } from '@/lib/access/scope';
import type { Conference } from '@/lib/conferences/conference';
import { DEFAULT_STATE, US_STATES } from '@/lib/events/us-states';
import type { Day } from '@/lib/platform/clock';
import type { Choices } from './choices';

import { type Columns, GRID_COLUMNS } from './column-kinds';
import { listNumbered, listSessions } from './existing';
import { rowsBelow, type SessionRow } from './find-rows';
import type { GridRow } from './grid-rows';
import { type Defaults, type ExistingSession, planSessions, type SessionPlan } from './plan';
import { readMark } from './session-mark';

export type Draft = NonNullable<Awaited<ReturnType<typeof findDraft>>>;

/** The columns of a list that is already matched; undefined for one whose columns people match. */
export function columnsOfDraft({ source }: Pick<Draft, 'source'>): Columns | undefined {
  return source === 'grid' ? [...GRID_COLUMNS] : undefined;
}

/** Returns the rows of a kept grid as they were typed. */
export function gridOfDraft({ lines }: Pick<Draft, 'lines'>): GridRow[] {
  return lines.map(
    ([, cells]) =>
      ({
        ...Object.fromEntries(GRID_COLUMNS.map((column, index) => [column, cells[index] ?? ''])),
        session: cells[GRID_COLUMNS.length] ?? '',
      }) as GridRow,
  );
}

/** Returns the rows of a list to plan; rows of the grid that nobody touched are left out. */
export function rowsOfDraft(draft: Pick<Draft, 'source' | 'lines' | 'about'>, choices: Choices): SessionRow[] {
  if (draft.source !== 'grid') {
    const totals = new Set(draft.about.totals);
    return rowsBelow(draft.lines, choices.headingLine, choices.columns).filter(({ line }) => !totals.has(line));
  }
  return gridOfDraft(draft).flatMap((row, index): SessionRow[] => {
    const line = draft.lines[index]![0];
    const mark = readMark(row);
    const cells = Object.fromEntries(
      GRID_COLUMNS.filter((column) => mark || row[column].trim() !== '').map((column) => [column, row[column]]),
    );
    if (mark === null) return [{ line, cells }];
    return mark.isTouched ? [{ line, cells, changes: { eventId: mark.eventId, version: mark.version } }] : [];
  });
}

/** Reads what a plan needs as it is now, and plans. `stamp` changes whenever what saving would do changes. */
export async function planDraft(
  db: Queryable,
  {
    draft,
    choices,
    conference,
    scope,
    today,
  }: { draft: Draft; choices: Choices; conference: Conference; scope: Scope; today: Day },
): Promise<{ plan: SessionPlan; sessions: ExistingSession[]; stamp: string }> {
  const rows = rowsOfDraft(draft, choices);
  const numbers = rows.flatMap(({ cells }) => cells.ownNumber?.trim() || []);
  const sessions = await listSessions(db, conference.id, scope);
  const elsewhere = await listNumbered(db, conference.providerId, numbers, { conferenceId: conference.id });
  const categories = await listCategories(db);
  const plan = planSessions({
    rows,
    conference,
    sessions,
    elsewhere,
    categories,
    defaults: choices.defaults,
    today,
  });
  return { plan, sessions, stamp: stampOf(plan) };
}

function stampOf({ rows }: SessionPlan): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

/**
 * Returns what new sessions get unless a person says otherwise: the place of the conference's last session, or, for the first
 * ones, that of the conference if it is written as `Online` or `Helena, MT 59601`.
 */
export function suggestedDefaults(
  sessions: readonly ExistingSession[],
  { place }: Pick<Conference, 'place'>,
): Defaults {
  const location = sessions.findLast(({ canceledAt }) => !canceledAt)?.content.location;
  return {
    categoryIds: [],
    description: '',
    city: '',
    state: DEFAULT_STATE,
    zip: '',
    locationKind: location?.kind ?? '',
    ...(location?.kind === 'in_person' && { city: location.city, state: location.state, zip: location.zip }),
    ...(!location && placeAsWritten(place)),
  };
}

function placeAsWritten(place: string): Partial<Defaults> {
  if (/^(online|virtual)$/i.test(place.trim())) return { locationKind: 'online' };
  const [, city, written, zip = ''] = /^([^,]+),\s*([A-Za-z. ]*[A-Za-z])(?:\s+(\d{5}))?$/.exec(place.trim()) ?? [];
  const state = US_STATES.find((names) => names.some((name) => name.toLowerCase() === written?.toLowerCase()));
  return city && state ? { locationKind: 'in_person', city: city.trim(), state: state[0], zip } : {};
}
