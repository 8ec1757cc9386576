/** What a form held, as it was typed: handed back with every refusal, so that nothing is lost. */
export type FormValues = Record<string, string | string[]>;

export type FieldError = { field: string; message: string };

/** What an action answers to its form when it does not lead to another page. */
export type FormState<Answer = never> = {
  values: FormValues;
  errors: FieldError[];
  /** A refusal that belongs to no field. */
  refusal?: string;
  /** The refusal is for want of a session: signing in again helps. */
  signedOut?: boolean;
  /** Something to decide before it can go on: a warning, a conflict. */
  answer?: Answer;
};

export const EMPTY_FORM: FormState<never> = { values: {}, errors: [] };

/**
 * The fields of a posted form. A name that ends in `[]` may come several times and becomes a list under the bare name;
 * any other name counts once. Files and the framework's own fields are left out.
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

/** One field's text, for filling a form again. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}

/** A repeated field's texts. */
export function listOf(values: FormValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}
