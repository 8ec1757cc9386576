import type { ConferenceChoice } from '@/lib/conferences/list-conferences';
import { INPUTS, NEW_CONFERENCE } from '@/lib/events/fields';
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
          label={INPUTS.conference.label}
          hint="Each session of a conference is a separate event. The certificate doesn’t show the conference."
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
        label={INPUTS.newConference.label}
        hint={
          chooses
            ? 'Only for a new conference.'
            : 'Only for a session of a conference. Each session is a separate event. For the next sessions, choose the conference from the list. The certificate doesn’t show it.'
        }
        optional
        defaultValue={typed('newConference')}
        error={errors('newConference')}
      />
    </FormSection>
  );
}
