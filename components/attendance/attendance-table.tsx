import type { PlannedAttendance } from '@/lib/attendees/attendance/planned-attendance';
import { unitsOf } from '@/lib/events/rules';
import { SelectAll } from '../attendees/select-all';
import { DataTable } from '../data-table';

type Props = { people: PlannedAttendance[]; caption: string; checkable: boolean };

const HEADINGS = ['Name', 'Attendance', 'PDUs', 'What happens'];

const TAGS: Record<PlannedAttendance['kind'], { className: string; words: string }> = {
  new: { className: 'tag tag-running', words: 'New' },
  changed: { className: 'tag tag-upcoming', words: 'Changed' },
  same: { className: 'tag tag-reported', words: 'No change' },
  wrong: { className: 'tag tag-count-due', words: 'Not saved' },
};

/** Shows what saving the attendance would do, person by person, and why. */
export function AttendanceTable({ people, caption, checkable }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      className="roster-table"
      caption={caption}
      head={
        <>
          {checkable && (
            <th scope="col" role="columnheader" className="tick">
              <span className="sr-only">Checked</span>
              <SelectAll name="people[]" label="Check everyone" checked />
            </th>
          )}
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col" role="columnheader" className={heading === 'PDUs' ? 'number' : undefined}>
              {heading}
            </th>
          ))}
        </>
      }
    >
      {people.map((each) => personRow(each, checkable))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}

/** A function instead of a component, because there may be hundreds of rows. */
function personRow(each: PlannedAttendance, checkable: boolean) {
  const { key, kind, name, email, result, times, doubt } = each;
  const { className, words } = TAGS[kind];
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <tr role="row" key={key}>
      {checkable && (
        <td role="cell" className="tick">
          {kind !== 'wrong' && (
            <label className="choice">
              <input type="checkbox" name="people[]" value={key} defaultChecked={doubt === null} />
              <span className="sr-only" dir="auto">
                {name}
              </span>
            </label>
          )}
        </td>
      )}
      <th scope="row" role="rowheader">
        <bdi>{name || '–'}</bdi>
        {email && <span className="sub wrap-anywhere">{email}</span>}
      </th>
      <td role="cell" data-label="Attendance">
        <span>
          {kind === 'wrong' ? '–' : result.reason}
          {kind !== 'wrong' && times > 1 && <span className="sub">{times} visits, added up</span>}
        </span>
      </td>
      <td role="cell" data-label="PDUs" className="number">
        {kind === 'wrong' ? '–' : result.units}
      </td>
      <td role="cell" data-label="What happens">
        <span>
          <span className={className}>{words}</span>
          {explain(each).map((sentence) => (
            <span key={sentence} className="sub">
              {sentence}
            </span>
          ))}
        </span>
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}

function explain(each: PlannedAttendance): string[] {
  if (each.kind === 'wrong') return [each.complaint];
  const { result, doubt, notes } = each;
  return [
    ...(doubt ? [doubt] : []),
    ...(result.isBelowLeast ? ['Below the minimum attendance: not completed.'] : []),
    ...(!result.isBelowLeast && !result.isEnough ? ['Less than a quarter hour: not completed.'] : []),
    ...(each.kind === 'changed' ? [changeInWords(each)] : []),
    ...(each.kind === 'changed' && each.saved.currentCertificateId !== null
      ? ['The certificate stays as it was issued.']
      : []),
    ...(each.kind === 'same' && each.why ? [each.why] : []),
    ...notes,
  ];
}

function changeInWords({ saved, units, completed }: Extract<PlannedAttendance, { kind: 'changed' }>): string {
  const before = unitsOf(saved.units);
  const parts = [
    ...(before === units ? [] : [`PDUs from ${before} to ${units}`]),
    ...(saved.completed === completed ? [] : [completed ? 'completed' : 'no longer completed']),
  ];
  return `Changes: ${parts.join(', ')}.`;
}
