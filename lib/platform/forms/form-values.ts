/** The values of a form as typed: returned with every refusal, so that nothing is lost. */
export type FormValues = Record<string, string | string[]>;

export type FieldError = { field: string; message: string };

/** What an action returns to its form when it does not redirect. */
export type FormState<Answer = never> = {
  values: FormValues;
  errors: FieldError[];
  /** A refusal that belongs to no field. */
  refusal?: string;
  /** The refusal is due to a missing session: signing in again helps. */
  signedOut?: boolean;
  /** Something to decide before continuing: a warning, a conflict. */
  answer?: Answer;
};

export const EMPTY_FORM: FormState<never> = { values: {}, errors: [] };

/**
 * Returns the fields of a posted form. A name that ends in `[]` may occur several times and becomes a list under the bare
 * name; any other name counts once. Files and the framework's own fields are left out.
 */
export function formValues(form: FormData): FormValues {
  const values: FormValues = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('$ACTION')) continue;
    if (name.endsWith('[]')) {
      const key = name.slice(0, -2);
      const list = values[key];
      if (Array.isArray(list)) list.push(value);
      else values[key] = [value];
    } else if (!(name in values)) {
      values[name] = value;
    }
  }
  return values;
}

/** Returns one field's text, for refilling a form. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}

/** Returns a repeated field's texts. */
export function listOf(values: FormValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}
