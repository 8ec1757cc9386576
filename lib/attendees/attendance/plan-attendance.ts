import type { UploadedLine } from '@/db/schema';
import { nameKey } from '../identity';
import { chooseOfEach } from '../import/choose-rows';
import { CLEANINGS } from '../import/names';
import { leavesOutMiddle, nameWords } from '../import/one-name';
import { planUnderstood } from '../import/plan';
import type { PlannedLine, ReadRow, Rostered } from '../import/planned';
import type { Understanding } from '../import/understand';
import type { PlannedAttendance, ReportedVisit } from './planned-attendance';
import type { Report } from './read-report';
import { changeOf, earnedOf, recount } from './recount';
import { counterOf, type Presence } from './rules';
import type { AttendanceRule } from './session-times';

type PlanDeps = {
  reports: readonly { uploadId: number; report: Report }[];
  roster: readonly Rostered[];
  /** What was saved before about each person on the roster. */
  saved: ReadonlyMap<number, readonly Presence[]>;
  rule: AttendanceRule;
  event: { hours: string };
};

type Person = {
  key: string;
  face: ReadRow;
  visits: ReportedVisit[];
  doubt: string | null;
  notes: string[];
};

/**
 * Combines the reports of an event, without changing anything: finds each person on the roster and across the reports,
 * how long they were there, and what they earned. Planned again with the resulting roster, everyone is `same`.
 */
export function planAttendance({ reports, roster, saved, rule, event }: PlanDeps): PlannedAttendance[] {
  const count = counterOf(rule, event);
  const people = peopleOf(reports);
  const matched = matchedWith(roster, people, event);
  const seen = new Set<number>();
  const proposed = new Set<number>();
  const planned = people.flatMap((person, index): PlannedAttendance[] => {
    const match = matched[index]!;
    if (match.kind === 'repeated') return [];
    const on = 'saved' in match ? match.saved : null;
    const isProposed = on !== null && match.doubt !== null && match.takenFor !== null;
    // Reports leave out middle names, and nothing but the attendance changes.
    const isSure = isProposed && leavesOutMiddle(nameWords(on.name), nameWords(match.name));
    const isTwice = isProposed && proposed.has(on.id);
    if (isProposed) proposed.add(on.id);
    if (on && (isSure || !isProposed)) seen.add(on.id);
    const before = on ? (saved.get(on.id) ?? []) : [];
    const base = baseOf({ name: match.name, email: person.face.content?.email ?? null }, [...before, ...person.visits]);
    const more = {
      ...base,
      key: person.key,
      visits: person.visits,
      notes: [...new Set([...person.notes, ...match.notes, ...(isSure ? [`In the report as “${match.name}”.`] : [])])],
      doubt: person.doubt ?? (isSure ? null : isProposed ? whoMayBe(match.name, on) : match.doubt),
    };
    if (isTwice)
      return [
        {
          ...more,
          kind: 'wrong',
          complaint: `${on.name} on the roster may be this person or one in another row. ${ADD_FIRST}`,
        },
      ];
    if (match.kind === 'wrong') return [{ ...more, kind: 'wrong', complaint: match.complaint }];
    if (on) return [{ ...more, name: on.name, email: on.email, ...changeOf(on, base.result) }];
    const { person: added } = match as Extract<PlannedLine, { kind: 'new' }>;
    return [{ ...more, kind: 'new', person: { ...added, ...earnedOf(base.result) } }];
  });
  const others = roster.filter(({ id }) => !seen.has(id) && saved.has(id));
  return [
    ...planned,
    ...recount(
      others.map((each) => [each, saved.get(each.id)!]),
      rule,
      event,
    ),
  ];

  function baseOf({ name, email }: { name: string; email: string | null }, presences: readonly Presence[]) {
    return { name, email, ...count(presences) };
  }
}

/** Says under which other names the rows of a person list them. */
function otherNames({ content }: ReadRow, group: readonly ReadRow[]): string[] {
  const names = group.flatMap(({ content: other }) => (other && content ? [other.name] : []));
  return names.filter((name) => nameKey(name) !== nameKey(content!.name)).map((name) => `Also listed as “${name}”.`);
}

const ADD_FIRST = 'Add this person to the roster under the name in the report, then count again.';

/** Why a person with the address of somebody on the roster, and a name that may be theirs, is not counted as them unasked. */
const whoMayBe = (name: string, on: Rostered) =>
  `${on.name} on the roster has this email address. Check the row if ${name} is the same person. If not: ${ADD_FIRST}`;

/** Combines the rows of one person in all reports. */
function peopleOf(reports: PlanDeps['reports']): Person[] {
  const rows = reports.flatMap(({ uploadId, report }) => report.rows.map((each) => ({ uploadId, ...each })));
  const whose = new Map(rows.map((each) => [each.row, each]));
  const instead = chooseOfEach(
    rows.map(({ row }) => row),
    undefined,
  );
  const groups = new Map<ReadRow, ReadRow[]>();
  for (const { row } of rows) {
    const face = instead.get(row) ?? row;
    const group = groups.get(face);
    if (group) group.push(row);
    else groups.set(face, [row]);
  }
  return Array.from(groups, ([face, group]): Person => {
    const { uploadId } = whose.get(group[0]!)!;
    return {
      key: `${uploadId}-${group[0]!.line[0]}`,
      face,
      visits: group.flatMap((row): ReportedVisit[] => {
        const { visit, uploadId: from } = whose.get(row)!;
        return visit ? [{ ...visit, uploadId: from, line: row.line[0] }] : [];
      }),
      doubt: face.doubt,
      notes: [...new Set([...group.flatMap(({ read }) => read.notes), ...otherNames(face, group)])],
    };
  });
}

/**
 * Finds each person on the roster by the rules of an import. Two who are the same person on the roster become one here.
 */
function matchedWith(roster: readonly Rostered[], people: Person[], event: { hours: string }): PlannedLine[] {
  const table: Understanding = {
    platform: null,
    heading: null,
    summed: [],
    nameParts: [],
    columns: ['name', 'email', 'school', 'educatorNumber'],
    rows: people.map(({ face }, index): UploadedLine => {
      const { name, email, school, educatorNumber } = face.content ?? { name: face.read.name };
      return [index + 1, [name, email ?? '', school ?? '', educatorNumber ?? '']];
    }),
    leftOut: [],
    // The names are cleaned already.
    manner: {
      off: CLEANINGS,
      lastFirst: false,
      certificateFirst: false,
      headedLastFirst: false,
      capitalsFirst: false,
      isShown: false,
      markOf: () => undefined,
      dated: false,
    },
    sessionAt: -1,
    ofSession: -1,
    ofMinutes: false,
    marks: [],
    doubtOf: () => null,
  };
  const matching = { headings: false, columns: table.columns, unmarked: 'completed' as const };
  const lines = planUnderstood(table, matching, { roster, event });
  return lines.map((line, index) => {
    const { face, visits } = people[index]!;
    if (!face.content) {
      const complaint = 'complaint' in face.read ? face.read.complaint : '';
      return { ...line, kind: 'wrong', name: face.read.name, complaint };
    }
    if (line.kind === 'repeated') people[line.of - 1]!.visits.push(...visits);
    return line;
  });
}
