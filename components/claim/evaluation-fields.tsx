import type { EvaluationForm } from '@/lib/evaluations/find-form';
import { fieldOfQuestion, MAX_COMMENT, type Question, SCALE, VERSION_FIELD } from '@/lib/evaluations/questions';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { errorOf } from '../form-problems';
import { FormSection } from '../form-section';
import { RadioGroup } from '../radio-group';
import { TextArea } from '../text-area';

type Shown = Pick<FormState, 'values' | 'errors'>;

type Props = {
  evaluation: EvaluationForm;
  state: Shown;
  title?: string;
  /** The beginning of its fields' names, where a form has several evaluations. */
  prefix?: string;
};

/** Shows the evaluation that comes before the certificate (M25). */
export function EvaluationFields({ evaluation, state, title = 'Evaluation of the event', prefix = '' }: Props) {
  const version = prefix + VERSION_FIELD;
  return (
    <FormSection title={title}>
      <p className="hint mb-4">
        Your answers are anonymous. The provider sees them together with at least four other people’s answers.
      </p>
      <input type="hidden" name={version} value={textOf(state.values, version) || evaluation.version} />
      {evaluation.questions.map((question) => (
        <QuestionField key={question.key} question={question} state={state} prefix={prefix} />
      ))}
    </FormSection>
  );
}

function QuestionField({ question, state, prefix }: { question: Question; state: Shown; prefix: string }) {
  const name = prefix + fieldOfQuestion(question.key);
  const shared = {
    name,
    label: <span dir="auto">{question.text}</span>,
    optional: !question.required,
    error: errorOf(state, name),
    defaultValue: textOf(state.values, name),
  };
  if (question.kind === 'text') return <TextArea {...shared} rows={3} maxCharacters={MAX_COMMENT} dir="auto" />;
  const choices =
    question.kind === 'scale'
      ? SCALE.map(({ value, label }) => ({ value: String(value), label: `${value} – ${label}` }))
      : question.choices.map((choice) => ({ value: choice, label: <span dir="auto">{choice}</span> }));
  return <RadioGroup {...shared} choices={choices} />;
}
