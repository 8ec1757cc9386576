import type { UploadedLine } from '@/db/schema';
import { unitsOf } from '@/lib/events/rules';
import { identityOf } from '../identity';
import { whyNotMadeOpen } from '../rules';
import { whyUnitsTooMany } from '../units';
import type { Matching } from './matching';
import { type LineContent, readLine } from './read-line';

/** Somebody who is on the roster, as far as an import has to know. */
export type Rostered = {
  id: number;
  name: string;
  email: string | null;
  school: string;
  educatorNumber: string;
  units: string;
  completed: boolean;
  identity: string;
  currentCertificateId: number | null;
  version: number;
};

export type PlannedPerson = Pick<
  Rostered,
  'name' | 'email' | 'school' | 'educatorNumber' | 'units' | 'completed' | 'identity'
>;

/** What importing a line would do. */
export type PlannedLine = { line: number; name: string } & (
  | { kind: 'new'; person: PlannedPerson }
  | { kind: 'changed'; person: PlannedPerson; saved: Rostered; fields: string[] }
  | { kind: 'same' }
  | { kind: 'wrong'; complaint: string }
);

const FIELDS = {
  name: 'name',
  email: 'e-mail',
  school: 'school',
  educatorNumber: 'educator number',
  units: 'PDUs',
  completed: 'completed',
} as const;

/**
 * Goes through an uploaded table line by line, without changing anything. What a line says nothing of stays as it is on
 * the roster; new people get the event's units. Planned again on the roster that came of it, every line is `same`.
 */
export function planImport(
  lines: readonly UploadedLine[],
  { headings, columns, unmarked }: Matching,
  { roster, event }: { roster: readonly Rostered[]; event: { hours: string } },
): PlannedLine[] {
  const known = new Roster(roster);
  const seen = new Map<string, number>();
  const read = lines
    .slice(headings ? 1 : 0)
    // A numbered sheet that was not filled to its end: nothing that is imported stands there.
    .filter(([, cells]) => columns.some((kind, index) => kind !== null && cells[index]))
    .map(([line, cells]) => ({ line, cells, ...readOne(cells) }));
  for (const { content } of read) if (content) known.expect(content);
  return read.map(({ line, cells, content, complaint }): PlannedLine => {
    const name = content?.name ?? nameAsTyped(cells);
    const wrong = (why: string): PlannedLine => ({ line, name, kind: 'wrong', complaint: why });
    if (!content) return wrong(complaint);
    const saved = known.find(content);
    const person = personOf(content, saved);
    const key = saved ? `#${saved.id}` : person.identity;
    const before = seen.get(key);
    if (before !== undefined) return wrong(`This is the same person as in line ${before}.`);
    seen.set(key, line);
    const why =
      whyUnitsTooMany(person.units, event) ?? (saved?.completed && !person.completed ? whyNotMadeOpen(saved) : null);
    if (why) return wrong(why);
    if (!saved) return { line, name, kind: 'new', person };
    const fields = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).filter(
      (field) => person[field] !== asSaved(saved)[field],
    );
    return fields.length === 0
      ? { line, name, kind: 'same' }
      : { line, name, kind: 'changed', person, saved, fields: fields.map((field) => FIELDS[field]) };
  });

  function readOne(cells: readonly string[]) {
    const result = readLine(cells, columns);
    return 'content' in result
      ? { content: result.content, complaint: '' }
      : { content: null, complaint: result.complaint };
  }

  function personOf(content: LineContent, saved: Rostered | null): PlannedPerson {
    const person = {
      name: content.name,
      email: content.email ?? saved?.email ?? null,
      school: content.school ?? saved?.school ?? '',
      educatorNumber: content.educatorNumber ?? saved?.educatorNumber ?? '',
      units: unitsOf(content.units ?? saved?.units ?? event.hours),
      completed: content.completed ?? (unmarked === 'completed' || (saved?.completed ?? false)),
    };
    return { ...person, identity: identityOf(person) };
  }

  function nameAsTyped(cells: readonly string[]): string {
    const at = (kind: 'name' | 'firstName' | 'lastName') => cells[columns.indexOf(kind)] ?? '';
    return at('name') || `${at('firstName')} ${at('lastName')}`.trim();
  }
}

const asSaved = (saved: Rostered) => ({ ...saved, units: unitsOf(saved.units) });

const whole = ({ name, email, school, educatorNumber }: LineContent) => ({
  name,
  email,
  school: school ?? '',
  educatorNumber: educatorNumber ?? '',
});

/**
 * Who of a roster a line is about: the one with its identity. Where only one of the two sides knows the e-mail address,
 * the same name with the same educator number or school is enough, unless it is several people.
 */
class Roster {
  private readonly byIdentity = new Map<string, Rostered>();
  private readonly byName = new Map<string, Rostered[]>();
  private readonly expected = new Set<number>();

  constructor(roster: readonly Rostered[]) {
    for (const person of roster) {
      this.byIdentity.set(person.identity, person);
      const key = identityOf({ ...person, email: null });
      this.byName.set(key, [...(this.byName.get(key) ?? []), person]);
    }
  }

  /** Told of every line first: whom one names exactly, no other line takes by name. */
  expect(content: LineContent): void {
    const exact = this.byIdentity.get(identityOf(whole(content)));
    if (exact) this.expected.add(exact.id);
  }

  find(content: LineContent): Rostered | null {
    const exact = this.byIdentity.get(identityOf(whole(content)));
    if (exact) return exact;
    if (!content.school && !content.educatorNumber) return null;
    const named = this.byName.get(identityOf({ ...whole(content), email: null })) ?? [];
    const likely = named.filter(
      ({ id, email }) => !this.expected.has(id) && (email === null) !== (content.email === null),
    );
    return likely.length === 1 ? likely[0]! : null;
  }
}
