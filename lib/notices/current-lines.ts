import type { Queryable } from '@/db/client';
import { findCauses, type NoticeRow } from '@/db/queries/notices';
import type { Day } from '@/lib/platform/clock';
import type { SettingValue } from '@/lib/settings/definitions';
import type { NoticeKind, NoticeLine } from './kind';
import { NOTICE_KINDS } from './kinds';
import { waitsFrom } from './rules';

/** The provider for which the person has to do something; null: the agency. */
export type Whose = { id: number; name: string } | null;

/** The lines of one kind, longest waiting first. */
export type Group = { kind: NoticeKind; lines: (NoticeLine & { provider: Whose })[] };

/**
 * Returns what notices say today, by kind, and which of them have no cause anymore: somebody recorded what they ask for, or
 * the person no longer does this work. Several about one subject are one line.
 */
export async function currentLines(
  db: Queryable,
  rows: readonly NoticeRow[],
  { today, setting }: { today: Day; setting: SettingValue<'reminders'> },
): Promise<{ groups: Group[]; gone: number[] }> {
  const groups: Group[] = [];
  const valid = new Set<number>();
  for (const kind of NOTICE_KINDS) {
    const ids = rows.filter((row) => row.kind === kind.name).map(({ id }) => id);
    if (ids.length === 0) continue;
    const cause = await (kind.todoCause ?? kind.cause)({ db, today });
    const found = await findCauses(db, { ids, side: kind.side, cause, from: waitsFrom(kind, setting), today });
    for (const id of found.keys()) valid.add(id);
    const bySubject = new Map([...found.values()].map((facts) => [facts.subjectId, facts]));
    const lines = [...bySubject.values()]
      .sort((a, b) => a.since.localeCompare(b.since) || a.subjectId - b.subjectId)
      .map((facts) => ({ ...kind.line({ ...facts, today }), provider: whoseOf(facts) }));
    if (lines.length > 0) groups.push({ kind, lines });
  }
  return { groups, gone: rows.flatMap(({ id }) => (valid.has(id) ? [] : [id])) };
}

function whoseOf({ providerId, providerName }: { providerId: number | null; providerName: string | null }): Whose {
  return providerId === null || providerName === null ? null : { id: providerId, name: providerName };
}
