import type { UndoableMarking } from '@/lib/attendees/mark-everyone';
import { formatMoment } from '@/lib/platform/days';
import { ButtonForm, type StateAction } from '../account/button-form';
import { Inset } from '../inset';

/** Offers to take back that everyone was marked as completed, until they have certificates. */
export function UndoMarking({ marking, action }: { marking: UndoableMarking; action: StateAction }) {
  const { id, marked, undoable, markedAt, markedByName } = marking;
  const others = marked - undoable;
  const people = undoable === 1 ? '1 person' : `${undoable.toLocaleString('en-US')} people`;
  return (
    <Inset title="Everyone was marked as completed">
      <p>
        {markedByName}, {formatMoment(markedAt)}. {people} {undoable === 1 ? 'has' : 'have'} no certificate yet, so this
        can be undone.
        {others > 0 &&
          ` ${others === 1 ? '1 other person' : `${others.toLocaleString('en-US')} others`} marked at that time ${others === 1 ? 'has' : 'have'} a certificate or ${others === 1 ? 'was' : 'were'} changed since, and will stay as ${others === 1 ? 'that person is' : 'they are'} now.`}
      </p>
      <ButtonForm
        action={action}
        fields={{ markingId: id }}
        label={`Undo for ${people}`}
        pendingLabel="Undoing…"
        variant="secondary"
      />
    </Inset>
  );
}
