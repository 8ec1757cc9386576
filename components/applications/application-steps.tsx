import type { ApplicationStep } from '@/lib/applications/application';
import { GROUNDS, type Ground } from '@/lib/applications/rules';
import { formatMoment } from '@/lib/platform/days';

const HEADLINES: Record<ApplicationStep['step']['kind'], string> = {
  recorded: 'Recorded',
  waiting: 'Applicant asked',
  answered: 'Applicant answered',
  approved: 'Approved',
  declined: 'Declined',
};

/** Shows what happened to an application, in order. */
export function ApplicationSteps({ steps }: { steps: ApplicationStep[] }) {
  return (
    <ol className="history">
      {steps.map(({ step, byName }) => (
        <li key={step.id}>
          <p>
            <strong>{HEADLINES[step.kind]}</strong>{' '}
            <span className="hint">
              {byName}, {formatMoment(step.at)}
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
