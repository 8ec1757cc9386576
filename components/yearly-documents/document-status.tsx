import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import type { DocumentStatus } from '@/lib/yearly-documents/list-years';

type Props = { status: DocumentStatus; today: Day };

/** Says whether a document was received, is due, or is late. */
export function DocumentStatusWords({ status: { received, dueOn }, today }: Props) {
  if (received) {
    const { how, receivedOn } = received.row;
    return `${how === 'signed' ? 'Signed' : 'Received'} on ${formatDay(receivedOn)}`;
  }
  if (dueOn === null) return 'Not asked for';
  if (dueOn < today) return <strong>Late: was due on {formatDay(dueOn)}</strong>;
  return `Due on ${formatDay(dueOn)}`;
}
