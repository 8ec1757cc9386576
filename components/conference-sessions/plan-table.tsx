import type { PlannedRow } from '@/lib/conference-sessions/plan';
import type { FieldDifference } from '@/lib/events/event-decision';
import { locationLine } from '@/lib/events/rules';
import { DataTable } from '../data-table';
import { whenLine } from './when-line';

type Props = {
  rows: readonly PlannedRow[];
  /** Names of the categories by their number. */
  categories: ReadonlyMap<number, string>;
};

const LIST = new Intl.ListFormat('en-US', { type: 'conjunction' });

const HEADINGS = ['Session', 'Row', 'What happens', 'When', 'Where', 'Hours', 'Categories'];

const TAGS: Record<PlannedRow['kind'], { className: string; words: string }> = {
  new: { className: 'tag tag-running', words: 'New' },
  changed: { className: 'tag tag-upcoming', words: 'Changed' },
  same: { className: 'tag tag-reported', words: 'No changes' },
  repeated: { className: 'tag tag-reported', words: 'Not added' },
  unanswered: { className: 'tag tag-upcoming', words: 'Not complete' },
  wrong: { className: 'tag tag-count-due', words: 'Not saved' },
};

/** What saving would do, row by row. */
export function PlanTable({ rows, categories }: Props) {
  return (
    <DataTable
      className="session-plan"
      caption="Rows"
      captionHidden
      head={HEADINGS.map((heading) => (
        // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
        <th
          key={heading}
          scope="col"
          role="columnheader"
          className={heading === 'Row' || heading === 'Hours' ? 'number' : undefined}
        >
          {heading}
        </th>
        // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
      ))}
    >
      {rows.map((row) => planRow(row, categories))}
    </DataTable>
  );
}

/** A function and not a component: there may be hundreds. */
function planRow(row: PlannedRow, categories: ReadonlyMap<number, string>) {
  const { className, words } = TAGS[row.kind];
  const content = 'content' in row ? row.content : null;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <tr key={row.line} role="row">
      <th scope="row" role="rowheader">
        {'eventId' in row && row.eventId ? (
          <a href={`/events/${row.eventId}`}>
            <bdi>{row.title || `Event ${row.eventId}`}</bdi>
          </a>
        ) : (
          <bdi>{row.title || `Row ${row.line}`}</bdi>
        )}
        {content && (
          <span className="sub">
            <bdi>{content.instructor}</bdi>
            {content.ownNumber && <> · No. {content.ownNumber}</>}
          </span>
        )}
      </th>
      <td role="cell" data-label="Row" className="number">
        {row.line}
      </td>
      <td role="cell" data-label="What happens">
        <span>
          <span className={className}>{words}</span>
          {explain(row).map((sentence) => (
            <span key={sentence} className="sub">
              {sentence}
            </span>
          ))}
          {'differences' in row && row.differences && differencesOf(row.differences)}
        </span>
      </td>
      <td role="cell" data-label="When">
        {content && <span>{whenLine(content)}</span>}
      </td>
      <td role="cell" data-label="Where">
        {content && (
          <span>
            {locationLine(content.location)}
            {content.room && (
              <span className="sub">
                <bdi>{content.room}</bdi>
              </span>
            )}
            {content.track && (
              <span className="sub">
                Track: <bdi>{content.track}</bdi>
              </span>
            )}
          </span>
        )}
      </td>
      <td role="cell" data-label="Hours" className="number">
        {content?.hours}
      </td>
      <td role="cell" data-label="Categories">
        {content && <span>{content.categoryIds.map((id) => categories.get(id) ?? `Category ${id}`).join(', ')}</span>}
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}

function explain(row: PlannedRow): string[] {
  switch (row.kind) {
    case 'wrong':
      return row.problems;
    case 'unanswered':
      return [`It needs ${LIST.format(row.needs)}.`];
    case 'repeated':
      return [row.why];
    case 'new':
    case 'changed':
      return row.past ? ['This session is over. Once it is saved, only staff can change it.'] : [];
    case 'same':
      return [];
  }
}

function differencesOf(differences: readonly FieldDifference[]) {
  return (
    <ul className="differences">
      {differences.map(({ field, before, after }) => (
        <li key={field}>
          {field}: {before ? <del>{before}</del> : <span className="hint">(blank)</span>}
          <span className="sr-only"> becomes </span>
          <span aria-hidden="true"> → </span>
          {after ? <ins>{after}</ins> : <span className="hint">(blank)</span>}
        </li>
      ))}
    </ul>
  );
}
