import { type FormValues, listOf, textOf } from '@/lib/platform/forms/form-values';
import { MAX_QUESTIONS, QUESTION_KINDS, type Question, type QuestionKind } from './questions';

/**
 * A question as typed. The form posts one list per column, all of the same length; the choices of a question have a
 * field of their own, with one choice per line.
 */
export type TypedQuestion = { key: string; kind: QuestionKind; text: string; choices: string; required: string };

const COLUMNS = {
  key: 'questionKey',
  kind: 'questionKind',
  text: 'questionText',
  required: 'questionRequired',
} as const satisfies Record<Exclude<keyof TypedQuestion, 'choices'>, string>;

export const QUESTION_COLUMNS = COLUMNS;

/** Returns the name of the field with a question's choices. */
export function choicesField(key: string): string {
  return `choices-${key}`;
}

/** The name of the buttons that change the form instead of saving it; they work without JavaScript. */
export const QUESTION_BUTTON = 'questionChange';

/** Returns the fields of a form that shows these questions. */
export function questionValues(questions: readonly Question[]): FormValues {
  return withRows(
    {},
    questions.map((question) => ({
      ...question,
      choices: question.kind === 'choice' ? question.choices.join('\n') : '',
      required: question.required ? 'yes' : 'no',
    })),
  );
}

export function questionRowsOf(values: FormValues): TypedQuestion[] {
  const keys = listOf(values, COLUMNS.key).slice(0, MAX_QUESTIONS + 1);
  const column = (name: keyof typeof COLUMNS) => listOf(values, COLUMNS[name]);
  const [kinds, texts, required] = [column('kind'), column('text'), column('required')];
  return keys.map((key, index) => ({
    key,
    kind: QUESTION_KINDS.find((kind) => kind === kinds[index]) ?? 'text',
    text: texts[index] ?? '',
    choices: textOf(values, choicesField(key)),
    required: required[index] === 'yes' ? 'yes' : 'no',
  }));
}

function withRows(values: FormValues, rows: readonly TypedQuestion[]): FormValues {
  const lists = Object.entries(COLUMNS).map(([field, name]) => [
    name,
    rows.map((row) => row[field as keyof typeof COLUMNS]),
  ]);
  const choices = rows.map((row) => [choicesField(row.key), row.choices]);
  return { ...values, ...Object.fromEntries([...lists, ...choices]) };
}

/**
 * Returns the form's values after one of its buttons (`up-2`, `down-0`, `remove-1`, `add-scale`) was pressed, or null
 * when none was.
 * @param makeKey returns a key that no question has had
 */
export function afterQuestionButton(values: FormValues, makeKey: () => string): FormValues | null {
  const pressed = textOf(values, QUESTION_BUTTON);
  if (pressed === '') return null;
  const { [QUESTION_BUTTON]: _, ...kept } = values;
  const rows = questionRowsOf(kept);
  const [act = '', what = ''] = pressed.split('-');
  const kind = QUESTION_KINDS.find((known) => known === what);
  if (act === 'add' && kind && rows.length < MAX_QUESTIONS) {
    return withRows(kept, [...rows, { key: makeKey(), kind, text: '', choices: '', required: 'no' }]);
  }
  const index = /^\d{1,2}$/.test(what) ? Number(what) : -1;
  if (!rows[index]) return withRows(kept, rows);
  if (act === 'remove') return withRows(kept, rows.toSpliced(index, 1));
  const to = index + (act === 'up' ? -1 : act === 'down' ? 1 : 0);
  if (!rows[to]) return withRows(kept, rows);
  return withRows(kept, rows.with(index, rows[to]).with(to, rows[index]));
}
