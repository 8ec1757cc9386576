import type { UploadedLine } from '@/db/schema';
import { minutesOf } from '@/lib/events/hours';
import { unitsOf } from '@/lib/events/rules';
import { addressKey, identityOf, nameKey } from '../identity';
import { whyNotMadeOpen } from '../rules';
import { whyUnitsTooMany } from '../units';
import { type Added, addSessions } from './add-sessions';
import { chooseOfEach } from './choose-rows';
import type { Matching } from './matching';
import { fullnessOf } from './names';
import type { PlannedLine, PlannedPerson, ReadRow, Rostered } from './planned';
import { type LineContent, readLine } from './read-line';
import { perhapsAs, RosterMatch } from './roster-match';
import { type Understanding, understand } from './understand';

const FIELDS = {
  name: 'name',
  email: 'email',
  school: 'school',
  educatorNumber: 'educator number',
  units: 'PDUs',
  completed: 'completed',
} as const;

type PlanDeps = {
  roster: readonly Rostered[];
  event: { hours: string };
  /** Rows that are hidden in the file. */
  hidden?: readonly number[];
  /** The rows that somebody checked; when missing, all rows without a doubt. */
  checked?: ReadonlySet<number>;
  /** The rows that are other people than the ones on the roster with the same name, and what makes their identities unique. */
  apart?: { rows: ReadonlySet<number>; by: number };
};

/**
 * Plans the import of an uploaded table line by line, without changing anything. Fields that a line leaves out do not
 * change on the roster, and new people get the event's units. Planned again with the resulting roster, every line is
 * `same`.
 */
export function planImport(lines: readonly UploadedLine[], matching: Matching, deps: PlanDeps): PlannedLine[] {
  return planUnderstood(understand(lines, matching, deps.hidden), matching, deps);
}

/** Does the same for a table that was already understood. */
export function planUnderstood(
  { rows, columns, manner, sessionAt, ofMinutes, doubtOf }: Understanding,
  { unmarked }: Matching,
  { roster, event, checked, apart }: PlanDeps,
): PlannedLine[] {
  const read = rows.map((line): ReadRow => {
    const result = readLine(line[1], columns, manner);
    const written = 'content' in result ? result.content : null;
    const content = written && ofMinutes ? withinEvent(written, event, result.notes) : written;
    const doubt = content && (doubtOf(line, result.name, content.email, result.isHost) ?? result.unsure);
    return { line, read: result, content, doubt };
  });
  const known = new RosterMatch(roster);
  const repeated = chooseOfEach(read, checked);
  const { sums, addedTo } = addedOf(repeated, { sessionAt, event, checked });
  // Somebody checked both rows of what may be one person, so they are two.
  for (const [row, chosen] of repeated) {
    if (checked?.has(row.line[0]) && !addedTo.has(row) && haveTwoNames(row, chosen)) repeated.delete(row);
  }
  const isApart = ({ line: [number] }: ReadRow) => apart?.rows.has(number) ?? false;
  for (const row of read) {
    if (row.content && !repeated.has(row) && !isApart(row)) known.expect(row.content, row.read.written);
  }
  /** The people on the roster, or the identities, that earlier rows are about. */
  const taken = new Map<string, number>();
  // Repeated rows come last, because they are about nobody new.
  const planned = new Map<ReadRow, PlannedLine>();
  const order = [...read.filter((row) => !repeated.has(row)), ...repeated.keys()];
  for (const row of order) planned.set(row, planOne(row));
  return read.map((row) => planned.get(row)!);

  function planOne(row: ReadRow): PlannedLine {
    const { line, read: result, doubt } = row;
    const sum = sums.get(row);
    const isAdded = sum !== undefined || addedTo.has(row);
    const base = {
      line: line[0],
      name: result.name,
      notes: result.notes.filter((note) => !(isAdded && note === result.roundingNote)),
      cleaned: result.cleaned,
      doubt,
      takenFor: null,
    };
    const content = sum && row.content ? { ...row.content, units: sum.units } : row.content;
    if (sum) base.notes.push(sum.note);
    if (!content) return { ...base, kind: 'wrong', complaint: 'complaint' in result ? result.complaint : '' };
    const to = addedTo.get(row);
    if (to) return { ...base, kind: 'added', person: personOf(content, null), to: to.line[0] };
    const of = repeated.get(row);
    if (of) {
      if (haveTwoNames(row, of)) base.notes.push('If these are two people, check both rows.');
      return { ...base, kind: 'repeated', person: personOf(content, null), of: of.line[0] };
    }
    const { saved, note, unsure, isProposed } = known.find(content, result.written);
    const takenFor = saved && isProposed ? { id: saved.id, name: saved.name } : null;
    if (takenFor && isApart(row)) {
      const person = personOf(content, null);
      const identity = `${person.identity}|apart:${apart!.by}${String(base.line).padStart(7, '0')}`;
      return { ...base, doubt: null, takenFor, kind: 'new', person: { ...person, identity } };
    }
    if (note) base.notes.push(note);
    if (unsure) base.doubt ??= unsure;
    if (unitsIn(content, saved) === '0' && (content.units || content.completed))
      base.notes.push('0 PDUs, so not completed.');
    // A shorter way to write a name is no news.
    const isShorter = unsure !== null && saved !== null && fullnessOf(saved.name) >= fullnessOf(content.name);
    const isAsSaved = saved !== null && (saved.name === result.written || isShorter);
    const person = personOf(isAsSaved ? { ...content, name: saved.name } : content, saved);
    const before = taken.get(saved ? `#${saved.id}` : person.identity);
    if (before !== undefined) return { ...base, kind: 'repeated', person, of: before };
    if (checked ? checked.has(base.line) : base.doubt === null) {
      taken.set(person.identity, base.line);
      if (saved) taken.set(`#${saved.id}`, base.line);
    }
    const why =
      whyUnitsTooMany(person.units, event) ?? (saved?.completed && !person.completed ? whyNotMadeOpen(saved) : null);
    if (why) return { ...base, kind: 'wrong', complaint: why };
    if (!saved) return { ...base, kind: 'new', person };
    const fields = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).filter(
      (field) => person[field] !== asSaved(saved)[field],
    );
    // There is nothing to check about the same person.
    if (fields.length === 0 && unsure && base.doubt === unsure)
      base.doubt = `${perhapsAs(saved)} If not, check “Another person”.`;
    return fields.length === 0
      ? { ...base, takenFor, kind: 'same', saved, marks: content.completed ?? unmarked === 'completed' }
      : { ...base, takenFor, kind: 'changed', person, saved, fields: fields.map((field) => FIELDS[field]) };
  }

  function unitsIn({ units }: LineContent, saved: Rostered | null): string {
    return unitsOf(units ?? saved?.units ?? event.hours);
  }

  function personOf(content: LineContent, saved: Rostered | null): PlannedPerson {
    const units = unitsIn(content, saved);
    const isMarked = content.completed ?? (unmarked === 'completed' || (saved?.completed ?? false));
    const person = {
      // The roster's own spelling remains if the list only leaves out accents or case.
      name: saved && nameKey(saved.name) === nameKey(content.name) && !content.email ? saved.name : content.name,
      email: isSameAddress(content.email, saved?.email) ? saved!.email : (content.email ?? saved?.email ?? null),
      school: content.school ?? saved?.school ?? '',
      educatorNumber: content.educatorNumber ?? saved?.educatorNumber ?? '',
      units,
      completed: isMarked && units !== '0',
    };
    return { ...person, identity: identityOf(person, saved?.identity) };
  }
}

/** Returns what a line says with at most the event's units: people can be there before it begins and after it ends. */
function withinEvent(content: LineContent, event: { hours: string }, notes: string[]): LineContent {
  if (!content.units || whyUnitsTooMany(content.units, event) === null) return content;
  const most = unitsOf(event.hours);
  notes.push(`The list has more minutes than the event, which gives ${most} ${most === '1' ? 'PDU' : 'PDUs'}.`);
  return { ...content, units: event.hours, minutes: minutesOf(event.hours) };
}

/** Finds the rows of each person whose hours are added, because each row is about another session. */
function addedOf(
  repeated: ReadonlyMap<ReadRow, ReadRow>,
  { sessionAt, event, checked }: { sessionAt: number; event: { hours: string }; checked?: ReadonlySet<number> },
) {
  const others = new Map<ReadRow, ReadRow[]>();
  for (const [row, chosen] of repeated) {
    const isWanted = checked ? checked.has(row.line[0]) : row.doubt === null;
    if (isWanted) others.set(chosen, [...(others.get(chosen) ?? []), row]);
  }
  const sums = new Map<ReadRow, Added>();
  const addedTo = new Map<ReadRow, ReadRow>();
  for (const [chosen, rows] of others) {
    const sum = addSessions(chosen, rows, { at: sessionAt, event });
    if (!sum) continue;
    sums.set(chosen, sum);
    for (const row of sum.rows) addedTo.set(row, chosen);
  }
  return { sums, addedTo };
}

/** Returns whether two rows that are taken for one person have names that differ. */
const haveTwoNames = ({ content: one }: ReadRow, { content: other }: ReadRow) =>
  nameKey(one!.name) !== nameKey(other!.name);

const isSameAddress = (one: string | null, other: string | null | undefined) =>
  Boolean(one && other && addressKey(one) === addressKey(other));

const asSaved = (saved: Rostered) => ({ ...saved, units: unitsOf(saved.units) });
