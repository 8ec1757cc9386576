'use client';

import { useEffect, useRef } from 'react';
import {
  choicesField,
  QUESTION_BUTTON,
  QUESTION_COLUMNS,
  questionRowsOf,
  type TypedQuestion,
} from '@/lib/evaluations/question-rows';
import { MAX_QUESTION, MAX_QUESTIONS } from '@/lib/evaluations/questions';
import { type FormState, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { FieldError } from '../field-error';
import { errorOf, problemsOf } from '../form-problems';
import { SelectField } from '../select-field';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { KIND_WORDS } from './kind-words';

/** The form's values after one of its own buttons; nothing has been saved then. */
export type EvaluationEditorState = FormState<{ rows: FormValues }>;

type Props = {
  action: (before: EvaluationEditorState, form: FormData) => Promise<EvaluationEditorState>;
  values: FormValues;
  address: string;
};

/**
 * Edits the questions of an evaluation. Adding, removing and moving a question goes through the server, which sends the
 * form back, so that it works without JavaScript and has only one implementation.
 */
export function EvaluationEditor({ action, values, address }: Props) {
  const [state, submit, pending] = useFormAction(action, { values, errors: [] }, address);
  const rows = questionRowsOf(state.values);
  const error = errorOf(state, 'questions');
  const pressed = useRef<string | null>(null);

  // A question that was moved or added keeps the focus at its new position.
  useEffect(() => {
    if (!state.answer || pressed.current === null) return;
    const [act, key] = pressed.current.split(':');
    const last = document.querySelector<HTMLElement>('.question-row:last-of-type input[type="text"]');
    const moved = key ? document.getElementById(`${act}-${key}`) : null;
    (act === 'add' ? last : (moved ?? document.getElementById('questions')))?.focus();
    pressed.current = null;
  }, [state]);

  return (
    <form action={submit} noValidate>
      {/* Enter in a text box presses the form's first button, which must not be one that moves a question. */}
      <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
      <ErrorSummary problems={problemsOf(state)} />
      <div id="questions" tabIndex={-1}>
        {error && <FieldError>{error}</FieldError>}
        <ol className="question-rows">
          {rows.map((row, index) => (
            <QuestionRow
              key={row.key}
              row={row}
              index={index}
              count={rows.length}
              state={state}
              onPress={(act) => {
                pressed.current = `${act}:${row.key}`;
              }}
            />
          ))}
        </ol>
      </div>
      {rows.length < MAX_QUESTIONS && (
        <fieldset className="question-adders">
          <legend className="field-label">Add a question</legend>
          <div className="button-row">
            {(['scale', 'choice', 'text'] as const).map((kind) => (
              <Button
                key={kind}
                variant="secondary"
                name={QUESTION_BUTTON}
                value={`add-${kind}`}
                onClick={() => {
                  pressed.current = 'add';
                }}
              >
                {{ scale: 'Scale 1–5', choice: 'Choices', text: 'Free text' }[kind]}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
      <input type="hidden" name="version" value={textOf(state.values, 'version') || textOf(values, 'version')} />
      <p role="status" className="sr-only">
        {pending ? '' : state.answer && `${rows.length} questions. Not saved yet.`}
      </p>
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save questions</SubmitButton>
      </ButtonRow>
    </form>
  );
}

type RowProps = {
  row: TypedQuestion;
  index: number;
  count: number;
  state: EvaluationEditorState;
  onPress: (act: string) => void;
};

function QuestionRow({ row, index, count, state, onPress }: RowProps) {
  const id = `question-${index}`;
  const button = (act: 'up' | 'down' | 'remove', words: string) => (
    <Button
      id={`${act}-${row.key}`}
      variant="quiet"
      name={QUESTION_BUTTON}
      value={`${act}-${index}`}
      onClick={() => onPress(act)}
    >
      {words}
      <span className="sr-only"> question {index + 1}</span>
    </Button>
  );
  return (
    <li className="panel question-row">
      <input type="hidden" name={`${QUESTION_COLUMNS.key}[]`} value={row.key} />
      <input type="hidden" name={`${QUESTION_COLUMNS.kind}[]`} value={row.kind} />
      <TextField
        id={`${id}-text`}
        name={`${QUESTION_COLUMNS.text}[]`}
        label={`Question ${index + 1}`}
        hint={KIND_WORDS[row.kind]}
        error={errorOf(state, `${id}-text`)}
        defaultValue={row.text}
        maxLength={MAX_QUESTION * 2}
        autoComplete="off"
        dir="auto"
      />
      {row.kind === 'choice' && (
        <TextArea
          id={`${id}-choices`}
          name={choicesField(row.key)}
          label="Choices, one on each line"
          error={errorOf(state, `${id}-choices`)}
          defaultValue={row.choices}
          rows={4}
          dir="auto"
        />
      )}
      <SelectField
        id={`${id}-required`}
        name={`${QUESTION_COLUMNS.required}[]`}
        label="Answer"
        width="sm"
        defaultValue={row.required}
        options={[
          { value: 'yes', label: 'Required' },
          { value: 'no', label: 'Optional' },
        ]}
      />
      <div className="quiet-actions">
        {index > 0 && button('up', 'Move up')}
        {index < count - 1 && button('down', 'Move down')}
        {button('remove', 'Remove')}
      </div>
    </li>
  );
}
