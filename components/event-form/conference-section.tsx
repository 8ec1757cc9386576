import type { ConferenceChoice } from '@/lib/conferences/list-conferences';
import { NEW_CONFERENCE } from '@/lib/events/event-input';
import { FormSection } from '../form-section';
import { SelectField } from '../select-field';
import { TextField } from '../text-field';
import type { FieldErrors } from './problems';

type Props = {
  conferences: readonly ConferenceChoice[];
  typed: (name: string) => string;
  errors: FieldErrors;
};

/** Asks which conference the event is a session of (M24). A provider without conferences only names a new one. */
export function ConferenceSection({ conferences, typed, errors }: Props) {
  const chooses = conferences.length > 0;
  return (
    <FormSection title="Conference">
      {chooses && (
        <SelectField
          name="conference"
          label="Session of a conference"
          hint="Each session of a conference is an event of its own. The conference is not printed on the certificate."
          optional
          emptyLabel="Not a session of a conference"
          options={[
            ...conferences.map(({ id, label }) => ({ value: String(id), label })),
            { value: NEW_CONFERENCE, label: 'A new conference' },
          ]}
          defaultValue={typed('conference')}
          error={errors('conference')}
        />
      )}
      <TextField
        name="newConference"
        label="Name of the new conference"
        hint={
          chooses
            ? 'Only for a new conference.'
            : 'Only for a session of a conference. Each session is an event of its own; later sessions choose the conference from a list. It is not printed on the certificate.'
        }
        optional
        defaultValue={typed('newConference')}
        error={errors('newConference')}
      />
    </FormSection>
  );
}
