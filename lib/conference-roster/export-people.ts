import { listConferencePeople, listConferenceSessions } from '@/db/queries/conference-roster';
import { authorize } from '@/lib/access/authorize';
import { logConferenceReading } from '@/lib/attendees/log-reading';
import { getConference } from '@/lib/conferences/find-conference';
import { unitsOf } from '@/lib/events/rules';
import { type CsvColumn, csvLines } from '@/lib/platform/csv';
import type { Context } from '@/lib/platform/visit';
import { isCalledOff, type ListedPerson, withUnits } from './list-people';

const COLUMNS: readonly CsvColumn<ListedPerson>[] = [
  { header: 'Name', value: ({ name }) => name },
  { header: 'Email', value: ({ email }) => email },
  { header: 'School or district', value: ({ school }) => school },
  { header: 'Educator number', value: ({ educatorNumber }) => educatorNumber },
  { header: 'PDUs in all', value: ({ units }) => units },
  { header: 'Certificates', value: ({ sessions }) => sessions.filter(({ hasCertificate }) => hasCertificate).length },
];

/**
 * Returns who was where at a conference as CSV: a row for each person and a column for each session, with the PDUs earned
 * there, "Not completed", "Canceled", or nothing.
 * @throws AppError `not_found` or `forbidden`
 */
export async function exportPeople(ctx: Context, conferenceId: number): Promise<{ name: string; bytes: Buffer }> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'roster.read', conference);
  await logConferenceReading(ctx, conferenceId);
  const sessions = await listConferenceSessions(ctx.db, conferenceId);
  const people = await listConferencePeople(ctx.db, conferenceId, {
    filter: { words: [], sessionId: null },
    position: null,
    limit: null,
  });
  const taken = new Map<string, number>();
  for (const { title } of sessions) taken.set(title, (taken.get(title) ?? 0) + 1);
  const columns = sessions.map(({ id, title, startsOn, startsAt }): CsvColumn<ListedPerson> => {
    const when = [startsOn, startsAt?.slice(0, 5)].filter(Boolean).join(' ');
    return {
      // A conference repeats sessions; then the heading says when.
      header: (taken.get(title) ?? 0) > 1 ? `${title} (${when})` : title,
      value: (person) => {
        const own = person.sessions.find(({ eventId }) => eventId === id);
        if (!own) return null;
        if (isCalledOff(own)) return 'Canceled';
        return own.completed ? unitsOf(own.units) : 'Not completed';
      },
    };
  });
  let text = '';
  for await (const lines of csvLines([...COLUMNS, ...columns], once(people.map(withUnits)))) text += lines;
  return { name: `pdups-conference-${conferenceId}-${ctx.clock.today()}.csv`, bytes: Buffer.from(text) };
}

async function* once<Batch>(batch: Batch): AsyncGenerator<Batch> {
  yield batch;
}
