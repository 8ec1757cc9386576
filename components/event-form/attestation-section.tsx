import { ATTESTATION } from '@/lib/events/attestation';
import { CheckboxField } from '../checkbox-field';
import { FormSection } from '../form-section';

type AttestationSectionProps = { statement?: string; ticked: boolean; error?: string };

/** Required at each save. An edited event starts with its previous attestation. */
export function AttestationSection({ statement = ATTESTATION.statement, ticked, error }: AttestationSectionProps) {
  return (
    <FormSection title="What earns units">
      <p>{ATTESTATION.earns}</p>
      <p className="mt-2">These do not earn units:</p>
      <ul className="mb-4 mt-1 list-disc pl-6">
        {ATTESTATION.doesNotEarn.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <CheckboxField name="attested" label={statement} defaultChecked={ticked} error={error} />
    </FormSection>
  );
}
