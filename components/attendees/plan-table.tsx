import type { PlannedLine } from '@/lib/attendees/import/planned';
import { unitsOf } from '@/lib/events/rules';
import { DataTable } from '../data-table';
import { tickColumn } from './tick-column';

type Props = { lines: PlannedLine[]; caption: string; tickable: boolean };

const TAGS: Record<PlannedLine['kind'], { className: string; words: string }> = {
  new: { className: 'tag tag-running', words: 'New' },
  changed: { className: 'tag tag-upcoming', words: 'Changed' },
  same: { className: 'tag tag-reported', words: 'On the roster' },
  added: { className: 'tag tag-running', words: 'Hours added' },
  repeated: { className: 'tag tag-reported', words: 'Repeated' },
  wrong: { className: 'tag tag-count-due', words: 'Not imported' },
};

/** What an import would do, line by line. */
export function PlanTable({ lines, caption, tickable }: Props) {
  return (
    <DataTable
      size="several"
      className="roster-table"
      caption={caption}
      rows={lines}
      rowKey={({ line }) => line}
      columns={[
        ...(tickable ? [TICK] : []),
        {
          heading: 'Name',
          cell: (each) => (
            <>
              <bdi>{each.name || `Row ${each.line}`}</bdi>
              {personOf(each)?.email && <span className="sub wrap-anywhere">{personOf(each)?.email}</span>}
            </>
          ),
        },
        { heading: 'Row', kind: 'number', cell: ({ line }) => line },
        { heading: 'What happens', cell: (each) => whatHappens(each, tickable) },
        {
          heading: 'School or district',
          cell: (each) => {
            const person = personOf(each);
            return (
              person && (
                <span className="wrap-anywhere">
                  <bdi>{person.school || '–'}</bdi>
                  {person.educatorNumber && <span className="sub">Educator number {person.educatorNumber}</span>}
                </span>
              )
            );
          },
        },
        {
          heading: 'PDUs',
          kind: 'number',
          cell: (each) => {
            const person = personOf(each);
            return person && unitsOf(person.units);
          },
        },
        {
          heading: 'Completed',
          cell: (each) => {
            const person = personOf(each);
            return person && (person.completed ? 'Yes' : 'Not yet');
          },
        },
      ]}
    />
  );
}

const TICK = tickColumn<PlannedLine>({
  name: 'lines[]',
  all: { label: 'Check every row', checked: true },
  box: (each) =>
    personOf(each) && {
      value: each.line,
      label: `Row ${each.line}`,
      checked: 'doubt' in each && each.doubt === null && each.kind !== 'repeated',
    },
});

const personOf = (each: PlannedLine) => ('person' in each ? each.person : null);

function whatHappens(each: PlannedLine, tickable: boolean) {
  const { className, words } = TAGS[each.kind];
  return (
    <span>
      <span className={className}>{words}</span>
      <span className="sub">{explain(each)}</span>
      {tickable && 'takenFor' in each && each.takenFor && (
        <label className="choice">
          <input type="checkbox" name="apart[]" value={each.line} />
          <span>
            Another person, not the one on the roster
            <span className="sr-only">, in row {each.line}</span>
          </span>
        </label>
      )}
    </span>
  );
}

function explain(each: PlannedLine): string | null {
  if (each.kind === 'wrong') return each.complaint;
  const sentences = [
    ...(each.kind === 'repeated'
      ? [
          `The same person as in row ${each.of}, which is imported. Check this row and not that one to import it instead.`,
        ]
      : []),
    ...(each.kind === 'added'
      ? [`Another session of the person in row ${each.to}, whose PDUs include it. Clear the checkbox to leave it out.`]
      : []),
    ...(each.kind === 'changed' ? [`Changes: ${each.fields.join(', ')}.`] : []),
    ...(each.kind === 'changed' && each.saved.currentCertificateId !== null
      ? ['The certificate stays as it was issued.']
      : []),
    ...(each.doubt ? [each.doubt] : []),
    ...each.notes,
  ];
  return sentences.length > 0 ? sentences.join(' ') : null;
}
