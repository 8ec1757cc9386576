import type { ClonedSession } from '@/lib/conference-sessions/clone-plan';
import { locationLine } from '@/lib/events/rules';
import { tickColumn } from '../attendees/tick-column';
import { DataTable } from '../data-table';
import { whenLine } from './when-line';

type Props = { sessions: readonly ClonedSession[]; categories: ReadonlyMap<number, string> };

/** The sessions of the new conference, each with a box to leave it out. */
export function CloneTable({ sessions, categories }: Props) {
  return (
    <DataTable
      caption="Sessions of the new conference"
      rows={sessions}
      rowKey={({ eventId }) => eventId}
      columns={[
        TICK,
        {
          heading: 'Session',
          cell: ({ content: { title, instructor } }) => (
            <>
              <bdi>{title}</bdi>
              <span className="sub">
                <bdi>{instructor}</bdi>
              </span>
            </>
          ),
        },
        { heading: 'When', cell: ({ content }) => <span>{whenLine(content)}</span> },
        {
          heading: 'Where',
          cell: ({ content: { location, room } }) => (
            <span>
              {locationLine(location)}
              {room && (
                <span className="sub">
                  <bdi>{room}</bdi>
                </span>
              )}
            </span>
          ),
        },
        { heading: 'Hours', kind: 'number', cell: ({ content }) => content.hours },
        {
          heading: 'Categories',
          cell: ({ content }) => (
            <span>{content.categoryIds.map((id) => categories.get(id) ?? `Category ${id}`).join(', ')}</span>
          ),
        },
        { heading: 'Notes', cell: notesOf },
      ]}
    />
  );
}

const TICK = tickColumn<ClonedSession>({
  name: 'sessions[]',
  all: { label: 'Check every session', checked: true },
  box: ({ eventId, content, why }) => (why === null ? { value: eventId, label: content.title, checked: true } : null),
});

function notesOf({ content, questions, past, why, retired }: ClonedSession) {
  const notes = [
    why,
    past ? 'This session would be over already. Once it is added, only staff can change it.' : null,
    retired > 0 && !why ? 'A category that is no longer offered is left out.' : null,
    questions ? 'With its evaluation questions.' : null,
    content.agenda.length > 0 ? 'With its agenda.' : null,
  ].filter((note) => note !== null);
  return (
    notes.length > 0 && (
      <span>
        {notes.map((note) => (
          <span key={note} className="sub">
            {note}
          </span>
        ))}
      </span>
    )
  );
}
