import { INPUTS } from '@/lib/events/fields';
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
        label={INPUTS.ownNumber.label}
        hint="The number or code of this event in your own lists, such as S-101. Importing a changed list finds the event by it."
        optional
        width="md"
        maxLength={INPUTS.ownNumber.max}
        defaultValue={typed('ownNumber')}
        error={errors('ownNumber')}
      />
      <FieldRow>
        <TextField
          name="track"
          label={INPUTS.track.label}
          optional
          maxLength={INPUTS.track.max}
          defaultValue={typed('track')}
          error={errors('track')}
        />
        <TextField
          name="room"
          label={INPUTS.room.label}
          optional
          maxLength={INPUTS.room.max}
          defaultValue={typed('room')}
          error={errors('room')}
        />
      </FieldRow>
    </>
  );
}
