import { refusalResponse } from '@/app/_edges/pdf-response';
import { exportResults } from '@/lib/evaluations/results';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string }> };

/** Download CSV: sends the answers that the results show, one person per line. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const ctx = await requireContext();
    const event = await getEvent(ctx, parseEventId((await params).eventId));
    const parts: string[] = [];
    for await (const lines of await exportResults(ctx, event.id)) parts.push(lines);
    return new Response(parts.join(''), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="pdups-evaluation-${event.id}.csv"`,
      },
    });
  } catch (error) {
    return refusalResponse(error);
  }
}
