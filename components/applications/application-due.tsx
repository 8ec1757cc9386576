import type { ListedApplication } from '@/lib/applications/list-applications';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';

type Props = { application: Pick<ListedApplication, 'dueOn' | 'waitingSince'>; today: Day };

/** Says by when an undecided application is to be answered. */
export function ApplicationDue({ application: { dueOn, waitingSince }, today }: Props) {
  if (waitingSince)
    return (
      <>
        {formatDay(dueOn)}, later by the business days since {formatDay(waitingSince)}
      </>
    );
  return (
    <>
      {formatDay(dueOn)}
      {dueOn < today && <strong className="nowrap"> (overdue)</strong>}
    </>
  );
}
