import { INPUTS } from '@/lib/events/fields';
import { US_STATES } from '@/lib/events/us-states';
import { FieldRow } from '../field-row';
import { FormSection } from '../form-section';
import { RadioGroup } from '../radio-group';
import { SelectField } from '../select-field';
import { TextField } from '../text-field';
import type { FieldErrors } from './problems';

const STATES = US_STATES.map(([value, label]) => ({ value, label }));

type LocationSectionProps = { typed: (name: string) => string; errors: FieldErrors };

/**
 * Asks for online, or city, state and ZIP. The stylesheet shows the place fields when needed, so JavaScript is not
 * required.
 */
export function LocationSection({ typed, errors }: LocationSectionProps) {
  return (
    <FormSection title="Location">
      <div className="event-location">
        <RadioGroup
          name="locationKind"
          label={INPUTS.locationKind.label}
          choices={[
            { value: 'online', label: 'Online' },
            { value: 'in_person', label: 'In person' },
          ]}
          defaultValue={typed('locationKind')}
          error={errors('locationKind')}
        />
        <div className="[.event-location:not(:has([value=in\_person]:checked))_&]:hidden">
          <TextField
            name="city"
            label={INPUTS.city.label}
            defaultValue={typed('city')}
            error={errors('city')}
            width="md"
          />
          <FieldRow>
            <SelectField
              name="state"
              label={INPUTS.state.label}
              options={STATES}
              emptyLabel="Choose a state"
              defaultValue={typed('state')}
              error={errors('state')}
            />
            <TextField
              name="zip"
              label={INPUTS.zip.label}
              defaultValue={typed('zip')}
              error={errors('zip')}
              width="sm"
              inputMode="numeric"
            />
          </FieldRow>
        </div>
      </div>
    </FormSection>
  );
}
