import { whyLeftOut } from '@/lib/conference-sessions/left-out';
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

const TAGS: Record<PlannedRow['kind'], { className: string; words: string }> = {
  new: { className: 'tag tag-running', words: 'New' },
  changed: { className: 'tag tag-upcoming', words: 'Changed' },
  same: { className: 'tag tag-reported', words: 'No changes' },
  repeated: { className: 'tag tag-reported', words: 'Not added' },
  unanswered: { className: 'tag tag-upcoming', words: 'Not complete' },
  wrong: { className: 'tag tag-count-due', words: 'Not saved' },
};

/** What somebody has to look at comes first; rows that change nothing are folded. */
const ORDER: PlannedRow['kind'][] = ['wrong', 'unanswered', 'repeated', 'new', 'changed'];

/** What saving would do, row by row. */
export function PlanTable({ rows, categories }: Props) {
  const shown = ORDER.flatMap((kind) => rows.filter((row) => row.kind === kind));
  const same = rows.filter(({ kind }) => kind === 'same');
  return (
    <>
      {shown.length > 0 && <Rows rows={shown} categories={categories} caption="Rows" />}
      {same.length > 0 && (
        <details className="my-4">
          <summary>{same.length === 1 ? '1 row without changes' : `${same.length} rows without changes`}</summary>
          <Rows rows={same} categories={categories} caption="Rows without changes" />
        </details>
      )}
    </>
  );
}

function Rows({ rows, categories, caption }: Props & { caption: string }) {
  return (
    <DataTable
      className="session-plan"
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={({ line }) => line}
      columns={[
        { heading: 'Session', cell: sessionOf },
        { heading: 'Row', kind: 'number', cell: ({ line }) => line },
        {
          heading: 'What happens',
          cell: (row) => (
            <span>
              <span className={TAGS[row.kind].className}>{TAGS[row.kind].words}</span>
              {explain(row).map((sentence) => (
                <span key={sentence} className="sub">
                  {sentence}
                </span>
              ))}
              {'differences' in row && row.differences && differencesOf(row.differences)}
            </span>
          ),
        },
        {
          heading: 'When',
          cell: (row) => {
            const content = contentOf(row);
            return content && <span>{whenLine(content)}</span>;
          },
        },
        { heading: 'Where', cell: placeOf },
        { heading: 'Hours', kind: 'number', cell: (row) => contentOf(row)?.hours },
        {
          heading: 'Categories',
          cell: (row) => {
            const names = contentOf(row)?.categoryIds.map((id) => categories.get(id) ?? `Category ${id}`);
            return names && <span>{names.join(', ')}</span>;
          },
        },
      ]}
    />
  );
}

const contentOf = (row: PlannedRow) => ('content' in row ? row.content : null);

function sessionOf(row: PlannedRow) {
  const content = contentOf(row);
  return (
    <>
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
    </>
  );
}

function placeOf(row: PlannedRow) {
  const content = contentOf(row);
  return (
    content && (
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
    )
  );
}

function explain(row: PlannedRow): string[] {
  const isOver = (row.kind === 'new' || row.kind === 'changed') && row.past;
  return isOver ? ['This session is over. Once it is saved, only staff can change it.'] : whyLeftOut(row);
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
