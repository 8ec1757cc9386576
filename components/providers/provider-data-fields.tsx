import { US_STATES } from '@/lib/events/us-states';
import { type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { CheckboxField } from '../checkbox-field';
import { FieldRow } from '../field-row';
import { FormSection } from '../form-section';
import { SelectField } from '../select-field';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';

const STATES = US_STATES.map(([value, label]) => ({ value, label }));

type FieldOf = (name: string) => { name: string; defaultValue: string; error: string | undefined };

type Props = { values: FormValues; field: FieldOf };

/** Shows the fields of a provider's data. */
export function ProviderDataFields({ values, field }: Props) {
  return (
    <>
      <FormSection title="On certificates">
        <TextField {...field('name')} label="Legal name" hint="As it should be printed on new certificates." />
        <TextField {...field('phone')} label="Phone" hint="As it should be printed on new certificates." width="md" />
      </FormSection>
      <FormSection title="How people find you">
        <TextArea
          {...field('knownAs')}
          label="Other names"
          hint="One on each line: a short name, an earlier one. People can find you by them."
          optional
          rows={3}
        />
        <TextField {...field('website')} label="Website" optional width="md" inputMode="url" />
        <CheckboxField
          name="directoryConsent"
          value="yes"
          label="The public directory may show the phone and website"
          defaultChecked={textOf(values, 'directoryConsent') === 'yes'}
        />
      </FormSection>
      <AddressSection title="Mailing address" prefix="mailing" field={field} />
      <AddressSection
        title="Physical address"
        prefix="physical"
        field={field}
        hint="Leave it blank if it is the mailing address."
      />
      <ContactSection title="Primary contact" prefix="primary" field={field} />
      <ContactSection title="Deputy contact" prefix="deputy" field={field} />
      <FormSection title="Signatory">
        <p className="hint mb-4">The person who answers for your certificates.</p>
        <TextField {...field('signatoryName')} label="Name" optional width="md" />
        <TextField {...field('signatoryTitle')} label="Job title" optional width="md" />
      </FormSection>
    </>
  );
}

type SectionProps = {
  title: string;
  prefix: string;
  hint?: string;
  field: FieldOf;
};

function AddressSection({ title, prefix, hint, field }: SectionProps) {
  return (
    <FormSection title={title}>
      {hint && <p className="hint mb-4">{hint}</p>}
      <TextField {...field(`${prefix}Street`)} label="Street or PO box" optional />
      <TextField {...field(`${prefix}City`)} label="City" optional width="md" />
      <FieldRow>
        <SelectField {...field(`${prefix}State`)} label="State or territory" options={STATES} />
        <TextField {...field(`${prefix}Zip`)} label="ZIP code" optional width="sm" inputMode="numeric" />
      </FieldRow>
    </FormSection>
  );
}

function ContactSection({ title, prefix, field }: SectionProps) {
  return (
    <FormSection title={title}>
      <TextField {...field(`${prefix}Name`)} label="Name" optional width="md" />
      <TextField {...field(`${prefix}Email`)} label="Email address" type="email" optional width="md" />
      <TextField {...field(`${prefix}Phone`)} label="Phone" optional width="md" />
    </FormSection>
  );
}
