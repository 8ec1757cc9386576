import { formatMoment } from '@/lib/platform/days';
import type { RequestStep } from '@/lib/requests/request';
import { GROUNDS, type Ground } from '@/lib/requests/rules';

/** Shows the questions, answers and decisions of a request, in order. */
export function RequestSteps({ steps }: { steps: RequestStep[] }) {
  return (
    <ol className="history">
      {steps.map((step) => (
        <li key={step.id}>
          <p>
            <strong>{headlineOf(step)}</strong>{' '}
            <span className="hint">
              {step.byName}
              {step.byStaff && ', agency staff'}, {formatMoment(step.at)}
            </span>
          </p>
          {step.ground && <p>{GROUNDS[step.ground as Ground]}.</p>}
          {step.text && (
            <p className="whitespace-pre-line" dir="auto">
              {step.text}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function headlineOf({ kind, assigneeName }: RequestStep): string {
  switch (kind) {
    case 'sent':
      return 'Request sent';
    case 'assigned':
      return assigneeName ? `Assigned to ${assigneeName}` : 'Put back in the queue';
    case 'question':
      return 'Question from staff';
    case 'answer':
      return 'Answer';
    case 'approved':
      return 'Approved';
    case 'declined':
      return 'Declined';
    case 'withdrawn':
      return 'Withdrawn';
  }
}
