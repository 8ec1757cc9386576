import type { Bar, QuestionResult } from '@/lib/evaluations/results';

/** Summarizes the answers to one question: bars that are also a table, or comments. */
export function QuestionResults({ result }: { result: QuestionResult }) {
  const answered = `${result.answered.toLocaleString('en-US')} ${result.answered === 1 ? 'answer' : 'answers'}`;
  const id = `result-${result.key}`;
  return (
    <section className="result" aria-labelledby={id}>
      <h2 id={id} dir="auto">
        {result.text}
      </h2>
      <p className="hint">
        {answered}
        {result.kind === 'scale' && result.mean !== null && ` · ${result.mean.toFixed(1)} on average, of 5`}
      </p>
      {result.kind === 'text' ? (
        <ul className="history">
          {result.comments.map((comment, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two people can say the same, and the list never changes.
            <li key={index} className="prose-lines" dir="auto">
              {comment}
            </li>
          ))}
        </ul>
      ) : (
        <Bars bars={result.bars} caption={result.text} />
      )}
    </section>
  );
}

/** The length of a bar repeats the number beside it, so screen readers skip the picture. */
function Bars({ bars, caption }: { bars: Bar[]; caption: string }) {
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  return (
    <table className="bars">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Answer</th>
          <th scope="col">People</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label, count }) => (
          <tr key={label}>
            <th scope="row" dir="auto">
              {label}
            </th>
            <td>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect className="bar-track" width="100" height="10" />
                <rect className="bar" width={total === 0 ? 0 : (100 * count) / total} height="10" />
              </svg>
              <span className="bar-count">
                {count.toLocaleString('en-US')}
                <span className="hint"> {total === 0 ? '' : `${Math.round((100 * count) / total)} %`}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
