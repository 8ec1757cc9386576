import type { LogCheck } from '@/lib/audit/check-log';
import { formatMoment } from '@/lib/platform/days';
import { Notice } from '../notice';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;

/** Shows how far a check is: a bar and a count, announced at each tenth of the way. */
export function CheckProgress({ check: { done, total } }: { check: LogCheck }) {
  const tenths = total > 0 ? Math.floor((done / total) * 10) * 10 : 0;
  return (
    <div className="run-progress">
      <progress value={total > 0 ? done : undefined} max={Math.max(total, 1)} aria-label="Checking the audit log" />
      <p>
        <strong>Checking.</strong>{' '}
        {total > 0
          ? `${done.toLocaleString('en-US')} of ${many(total, 'entry', 'entries')} read.`
          : 'It will begin in a moment.'}
      </p>
      <p role="status" className="sr-only">
        Checking the audit log: {tenths} percent done
      </p>
    </div>
  );
}

/** Shows the result of a check: intact, or what was changed and where. */
export function CheckResult({ check: { result } }: { check: LogCheck }) {
  if (!result) {
    return (
      <Notice kind="warning" title="The check could not be completed">
        <p>Start it again. If that fails, too, run the check on the server and look at its log.</p>
      </Notice>
    );
  }
  const { links, erased, anchors, unreadable, problems } = result;
  const facts = (
    <p>
      {many(links, 'entry was', 'entries were')} read.
      {erased > 0 && ` The details of ${many(erased, 'entry', 'entries')} were erased by approved disposal runs.`}{' '}
      {anchors > 0
        ? `They match ${many(anchors, 'anchor', 'anchors')} from outside of the database.`
        : 'There is no anchor from outside of the database yet, so a cut-off end would not be noticed.'}
    </p>
  );
  if (problems.length === 0 && unreadable === 0) {
    return (
      <Notice kind="success" title="The audit log is intact">
        {facts}
      </Notice>
    );
  }
  return (
    <Notice kind="warning" title="The audit log was changed">
      <p>{many(links, 'entry was', 'entries were')} read.</p>
      {unreadable > 0 && (
        <p>
          {many(unreadable, 'line of the anchors', 'lines of the anchors')} can’t be read. Someone changed the file.
        </p>
      )}
      <ul className="list-disc pl-6">
        {problems.map(({ position, sentence }) => (
          <li key={`${position} ${sentence}`}>
            {position !== null && `Position ${position.toLocaleString('en-US')}: `}
            {sentence}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Lists earlier checks. */
export function CheckList({ checks }: { checks: LogCheck[] }) {
  return (
    <ol className="history">
      {checks.map((check) => (
        <li key={check.id}>
          {outcomeOf(check)}
          <span className="hint">
            {check.startedByName}, {formatMoment(check.startedAt)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function outcomeOf({ result }: LogCheck): string {
  if (!result) return 'Not completed';
  const problems = result.problems.length + result.unreadable;
  const read = many(result.links, 'entry', 'entries');
  return problems === 0 ? `Intact, ${read}` : `Changed: ${many(problems, 'problem', 'problems')} in ${read}`;
}
