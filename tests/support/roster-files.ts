import { readFileSync } from 'node:fs';
import path from 'node:path';
import { whyNotTheseColumns } from '@/lib/attendees/import/columns';
import { describeList } from '@/lib/attendees/import/describe-list';
import type { Matching } from '@/lib/attendees/import/matching';
import { planUnderstood } from '@/lib/attendees/import/plan';
import type { PlannedLine, Rostered } from '@/lib/attendees/import/planned';
import { readList, type UnreadList } from '@/lib/attendees/import/read-list';
import { readMatching } from '@/lib/attendees/import/read-matching';
import { understand } from '@/lib/attendees/import/understand';

const FOLDER = path.join(__dirname, '../cases/rosters');

export const rosterFile = (name: string) => new Uint8Array(readFileSync(path.join(FOLDER, name)));

type Choices = { roster?: Rostered[]; params?: Parameters<typeof readMatching>[0]; hours?: string };

/** Returns what importing a list would do when the person changes nothing, or only what `params` says. */
export async function planOf(list: UnreadList, { roster = [], params = {}, hours = '6.25' }: Choices = {}) {
  const { lines, about } = await readList(list);
  const matching: Matching = readMatching(params, lines);
  const understanding = understand(lines, matching, about.hidden);
  const why = whyNotTheseColumns(matching.columns);
  const plan = why ? [] : planUnderstood(understanding, matching, { roster, event: { hours } });
  return { lines, about, matching, understanding, why, plan, said: describeList(understanding, plan, about) };
}

/** Returns each imported person as "name | email | completed | PDUs | school | educator number" without blank ends. */
export function imported(plan: readonly PlannedLine[]): string[] {
  return plan.flatMap((each) => {
    if (!('person' in each) || each.kind === 'repeated' || each.doubt !== null) return [];
    const { name, email, completed, units, school, educatorNumber } = each.person;
    const cells = [name, email ?? '', completed ? 'yes' : 'no', units === '6.25' ? '' : units, school, educatorNumber];
    return [cells.join(' | ').replace(/(\s*\|\s*)+$/, '')];
  });
}
