import type { Question } from '@/lib/evaluations/questions';
import { KIND_WORDS } from './kind-words';

/** Shows the questions to people who can only read them. */
export function QuestionList({ questions }: { questions: readonly Question[] }) {
  return (
    <ol className="history">
      {questions.map((question) => (
        <li key={question.key}>
          <span dir="auto">{question.text}</span>
          <span className="hint">
            {KIND_WORDS[question.kind]}
            {question.kind === 'choice' && `: ${question.choices.join(', ')}`}
            {question.required ? '' : ' · optional'}
          </span>
        </li>
      ))}
    </ol>
  );
}
