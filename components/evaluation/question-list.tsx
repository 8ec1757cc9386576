import type { Question } from '@/lib/evaluations/questions';
import { KIND_WORDS } from './kind-words';

/** The questions for those who only read. */
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
