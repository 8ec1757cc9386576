import { type FormValues, textOf } from '@/lib/platform/forms/form-values';

type Props = {
  values: FormValues;
  /** The provider that the page is about; not given: `values` have it, or the form is about a record. */
  providerId?: number;
};

/**
 * Sends along which provider a form was opened for, so that it saves nothing for another one to which a second tab
 * switched. After a refusal it stays what it was.
 */
export function ForProviderField({ values, providerId }: Props) {
  const value = textOf(values, 'forProvider') || providerId;
  return value ? <input type="hidden" name="forProvider" value={value} /> : null;
}
