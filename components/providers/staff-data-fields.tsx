import { KIND_CHOICES, TYPE_CHOICES } from '@/lib/providers/words';
import { DateField } from '../date-field';
import { FormSection } from '../form-section';
import { SelectField } from '../select-field';

type FieldOf = (name: string) => { name: string; defaultValue: string; error: string | undefined };

/** Shows the fields of a provider's record that only staff fill in. */
export function StaffDataFields({ field }: { field: FieldOf }) {
  return (
    <FormSection title="What the agency decides">
      <SelectField {...field('kind')} label="Kind" options={KIND_CHOICES} width="md" />
      <SelectField {...field('type')} label="Type" options={TYPE_CHOICES} width="md" />
      <DateField {...field('approvedOn')} label="Approved on" optional />
    </FormSection>
  );
}
