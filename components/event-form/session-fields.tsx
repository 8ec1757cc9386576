import { MAX_OWN_NUMBER, MAX_ROOM, MAX_TRACK } from '@/lib/events/limits';
import { FieldRow } from '../field-row';
import { TextField } from '../text-field';
import type { FieldErrors } from './problems';

type SessionFieldsProps = { typed: (name: string) => string; errors: FieldErrors };

/** What a provider's own system calls the event, and where a session of a conference takes place. None of it is printed. */
export function SessionFields({ typed, errors }: SessionFieldsProps) {
  return (
    <>
      <TextField
        name="ownNumber"
        label="Your own number"
        hint="The number or code of this event in your own lists, such as S-101. Importing a changed list finds the event by it."
        optional
        width="md"
        maxLength={MAX_OWN_NUMBER}
        defaultValue={typed('ownNumber')}
        error={errors('ownNumber')}
      />
      <FieldRow>
        <TextField
          name="track"
          label="Track"
          optional
          maxLength={MAX_TRACK}
          defaultValue={typed('track')}
          error={errors('track')}
        />
        <TextField
          name="room"
          label="Room"
          optional
          maxLength={MAX_ROOM}
          defaultValue={typed('room')}
          error={errors('room')}
        />
      </FieldRow>
    </>
  );
}
