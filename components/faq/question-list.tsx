import type { Answer, Question, Step } from '@/lib/help/questions';

type Props = { questions: Question[]; supportAddress: string };

/** Lists questions with their answers, each under its own URL. */
export function QuestionList({ questions, supportAddress }: Props) {
  return questions.map(({ id, question, answer }) => (
    <section key={id} id={id} className="prose">
      <h2>{question}</h2>
      {answer.map((part) => (
        <AnswerPart key={typeof part === 'string' ? part : 'steps'} part={part} supportAddress={supportAddress} />
      ))}
    </section>
  ));
}

function AnswerPart({ part, supportAddress }: { part: Answer; supportAddress: string }) {
  if (typeof part === 'string') return <p>{withAddress(part, supportAddress)}</p>;
  if (part.steps.length === 1) return <StepBody step={part.steps[0]!} />;
  return (
    <ol>
      {part.steps.map((step) => (
        <li key={step.text}>
          <StepBody step={step} />
        </li>
      ))}
    </ol>
  );
}

function StepBody({ step: { text, picture } }: { step: Step }) {
  return (
    <>
      <p>{text}</p>
      {picture && (
        // biome-ignore lint/performance/noImgElement: a picture of this product's own, in its own size.
        <img
          src={`/faq/${picture.name}.png`}
          alt={picture.alt}
          loading="lazy"
          className="mt-3 w-full max-w-md rounded-sm border border-line"
        />
      )}
    </>
  );
}

function withAddress(text: string, supportAddress: string) {
  const [before, ...after] = text.split('{support}');
  if (after.length === 0) return text;
  return (
    <>
      {before}
      <a href={`mailto:${supportAddress}`}>{supportAddress}</a>
      {after.join(supportAddress)}
    </>
  );
}
