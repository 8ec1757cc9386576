import type { NextEntry } from '@/lib/courses/find-course';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import type { StateAction } from '../account/button-form';
import { Notice } from '../notice';
import { ContinueForm } from './continue-form';

type Props = { endsOn: Day; today: Day; next: NextEntry; action: StateAction; address: string };

/** Asks the provider to continue an always-open course for the next year (M10); before it is time, it only offers to. */
export function ContinueCourse({ endsOn, today, next, action, address }: Props) {
  const form = next.why ? <p>{next.why}</p> : <ContinueForm next={next} action={action} address={address} />;
  if (next.asked === 'early' || next.asked === 'over') {
    return (
      <details id="continue" className="my-6">
        <summary>Continue this course for another year</summary>
        <div className="prose mt-4">{form}</div>
      </details>
    );
  }
  const title =
    today > endsOn
      ? `This course ended on ${formatDay(endsOn)}. Is it still open?`
      : `This course ends on ${formatDay(endsOn)}. Does it stay open?`;
  return (
    <div id="continue">
      <Notice kind={next.asked === 'now' ? 'warning' : 'info'} title={title}>
        <p>
          A course that is always open is entered for one year at a time. Without an entry for the next year, no one who
          completes it after {formatDay(endsOn)} can get a certificate.
        </p>
        {form}
      </Notice>
    </div>
  );
}
