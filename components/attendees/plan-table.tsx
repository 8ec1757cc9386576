import type { PlannedLine } from '@/lib/attendees/import/planned';
import { unitsOf } from '@/lib/events/rules';
import { DataTable } from '../data-table';
import { SelectAll } from './select-all';

type Props = { lines: PlannedLine[]; caption: string; tickable: boolean };

const HEADINGS = ['Name', 'Row', 'What happens', 'School or district', 'PDUs', 'Completed'];

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
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      className="roster-table"
      caption={caption}
      head={
        <>
          {tickable && (
            <th scope="col" role="columnheader" className="tick">
              <span className="sr-only">Checked</span>
              <SelectAll name="lines[]" label="Check every row" checked />
            </th>
          )}
          {HEADINGS.map((heading) => (
            <th
              key={heading}
              scope="col"
              role="columnheader"
              className={/PDUs|Row/.test(heading) ? 'number' : undefined}
            >
              {heading}
            </th>
          ))}
        </>
      }
    >
      {lines.map((each) => planRow(each, tickable))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}

/** A function and not a component: there may be hundreds. */
function planRow(each: PlannedLine, tickable: boolean) {
  const { line, kind, name } = each;
  const person = 'person' in each ? each.person : null;
  const { className, words } = TAGS[kind];
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <tr role="row" key={line}>
      {tickable && (
        <td role="cell" className="tick">
          {person && (
            <label className="choice">
              <input
                type="checkbox"
                name="lines[]"
                value={line}
                defaultChecked={each.doubt === null && kind !== 'repeated'}
              />
              <span className="sr-only">Row {line}</span>
            </label>
          )}
        </td>
      )}
      <th scope="row" role="rowheader">
        <bdi>{name || `Row ${line}`}</bdi>
        {person?.email && <span className="sub wrap-anywhere">{person.email}</span>}
      </th>
      <td role="cell" data-label="Row" className="number">
        {line}
      </td>
      <td role="cell" data-label="What happens">
        <span>
          <span className={className}>{words}</span>
          <span className="sub">{explain(each)}</span>
          {tickable && each.takenFor && (
            <label className="choice">
              <input type="checkbox" name="apart[]" value={line} />
              <span>
                Another person, not the one on the roster
                <span className="sr-only">, in row {line}</span>
              </span>
            </label>
          )}
        </span>
      </td>
      <td role="cell" data-label="School or district">
        {person && (
          <span className="wrap-anywhere">
            <bdi>{person.school || '–'}</bdi>
            {person.educatorNumber && <span className="sub">Educator number {person.educatorNumber}</span>}
          </span>
        )}
      </td>
      <td role="cell" data-label="PDUs" className="number">
        {person && unitsOf(person.units)}
      </td>
      <td role="cell" data-label="Completed">
        {person && (person.completed ? 'Yes' : 'Not yet')}
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
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
