import type { NextRequest } from 'next/server';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { authorize } from '@/lib/access/authorize';
import { exportEvents, exportFileName } from '@/lib/events/export-events';
import { readEventListQuery } from '@/lib/events/list-query';
import { requireContext } from '@/lib/users/context';

/** Download CSV: sends every event of the list, with the list's filters and order. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const ctx = await requireContext();
    authorize(ctx, 'event.export');
    const { query } = readEventListQuery(Object.fromEntries([...request.nextUrl.searchParams].reverse()));
    const lines = exportEvents(ctx, query);
    const first = await lines.next();
    return new Response(streamOf(first.value ?? '', lines), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${exportFileName(ctx)}"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusalResponse(error);
  }
}

/** Sends one batch at a time, the next when the browser has received the last; stops when the browser disconnects. */
function streamOf(first: string, rest: AsyncGenerator<string, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(first)),
    async pull(controller) {
      const { value, done } = await rest.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await rest.return();
    },
  });
}
