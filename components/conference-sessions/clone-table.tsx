import type { ClonedSession } from '@/lib/conference-sessions/clone-plan';
import { locationLine } from '@/lib/events/rules';
import { SelectAll } from '../attendees/select-all';
import { DataTable } from '../data-table';
import { whenLine } from './when-line';

type Props = { sessions: readonly ClonedSession[]; categories: ReadonlyMap<number, string> };

const HEADINGS = ['Session', 'When', 'Where', 'Hours', 'Categories', 'Notes'];

/** The sessions of the new conference, each with a box to leave it out. */
export function CloneTable({ sessions, categories }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <DataTable
      caption="Sessions of the new conference"
      head={
        <>
          <th scope="col" role="columnheader" className="tick">
            <span className="sr-only">Checked</span>
            <SelectAll name="sessions[]" label="Check every session" checked />
          </th>
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col" role="columnheader" className={heading === 'Hours' ? 'number' : undefined}>
              {heading}
            </th>
          ))}
        </>
      }
    >
      {sessions.map((session) => cloneRow(session, categories))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}

/** A function and not a component: there may be hundreds. */
function cloneRow(
  { eventId, content, questions, past, why, retired }: ClonedSession,
  names: ReadonlyMap<number, string>,
) {
  const notes = [
    why,
    past ? 'This session would be over already. Once it is added, only staff can change it.' : null,
    retired > 0 && !why ? 'A category that is no longer offered is left out.' : null,
    questions ? 'With its evaluation questions.' : null,
    content.agenda.length > 0 ? 'With its agenda.' : null,
  ].filter((note) => note !== null);
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <tr key={eventId} role="row">
      <td role="cell" className="tick">
        {why === null && (
          <label className="choice">
            <input type="checkbox" name="sessions[]" value={eventId} defaultChecked />
            <span className="sr-only">{content.title}</span>
          </label>
        )}
      </td>
      <th scope="row" role="rowheader">
        <bdi>{content.title}</bdi>
        <span className="sub">
          <bdi>{content.instructor}</bdi>
        </span>
      </th>
      <td role="cell" data-label="When">
        <span>{whenLine(content)}</span>
      </td>
      <td role="cell" data-label="Where">
        <span>
          {locationLine(content.location)}
          {content.room && (
            <span className="sub">
              <bdi>{content.room}</bdi>
            </span>
          )}
        </span>
      </td>
      <td role="cell" data-label="Hours" className="number">
        {content.hours}
      </td>
      <td role="cell" data-label="Categories">
        <span>{content.categoryIds.map((id) => names.get(id) ?? `Category ${id}`).join(', ')}</span>
      </td>
      <td role="cell" data-label="Notes">
        {notes.length > 0 && (
          <span>
            {notes.map((note) => (
              <span key={note} className="sub">
                {note}
              </span>
            ))}
          </span>
        )}
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}
