import type { PlannedAttendance } from '@/lib/attendees/attendance/planned-attendance';
import { unitsOf } from '@/lib/events/rules';
import { tickColumn } from '../attendees/tick-column';
import { DataTable } from '../data-table';

type Props = { people: PlannedAttendance[]; caption: string; checkable: boolean };

const TAGS: Record<PlannedAttendance['kind'], { className: string; words: string }> = {
  new: { className: 'tag tag-running', words: 'New' },
  changed: { className: 'tag tag-upcoming', words: 'Changed' },
  same: { className: 'tag tag-reported', words: 'No change' },
  wrong: { className: 'tag tag-count-due', words: 'Not saved' },
};

/** Shows what saving the attendance would do, person by person, and why. */
export function AttendanceTable({ people, caption, checkable }: Props) {
  return (
    <DataTable
      className="roster-table"
      caption={caption}
      rows={people}
      rowKey={({ key }) => key}
      columns={[
        ...(checkable ? [TICK] : []),
        {
          heading: 'Name',
          cell: ({ name, email }) => (
            <>
              <bdi>{name || '–'}</bdi>
              {email && <span className="sub wrap-anywhere">{email}</span>}
            </>
          ),
        },
        {
          heading: 'Attendance',
          cell: ({ kind, result, times }) => (
            <span>
              {kind === 'wrong' ? '–' : result.reason}
              {kind !== 'wrong' && times > 1 && <span className="sub">{times} visits, added up</span>}
            </span>
          ),
        },
        { heading: 'PDUs', kind: 'number', cell: ({ kind, result }) => (kind === 'wrong' ? '–' : result.units) },
        {
          heading: 'What happens',
          cell: (each) => (
            <span>
              <span className={TAGS[each.kind].className}>{TAGS[each.kind].words}</span>
              {explain(each).map((sentence) => (
                <span key={sentence} className="sub">
                  {sentence}
                </span>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}

const TICK = tickColumn<PlannedAttendance>({
  name: 'people[]',
  all: { label: 'Check everyone', checked: true },
  box: ({ kind, key, name, doubt }) => (kind === 'wrong' ? null : { value: key, label: name, checked: doubt === null }),
});

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
