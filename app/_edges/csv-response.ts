import { currentVisit } from '@/lib/platform/current-visit';
import type { SignedInContext, Visit } from '@/lib/platform/visit';
import { requireContext } from '@/lib/users/context';
import { refusalResponse } from './pdf-response';

type CsvFile = { name: string; lines: AsyncGenerator<string, void> };

/** Answers a signed-in person with a CSV file that is sent while it is created, or with an error in words. */
export function csvResponse(open: (ctx: SignedInContext) => Promise<CsvFile>): Promise<Response> {
  return answer(async () => open(await requireContext()));
}

/** Does the same for anybody. */
export function publicCsvResponse(open: (visit: Visit) => Promise<CsvFile>): Promise<Response> {
  return answer(async () => open(await currentVisit()));
}

async function answer(open: () => Promise<CsvFile>): Promise<Response> {
  try {
    const { name, lines } = await open();
    const first = await lines.next();
    return new Response(streamOf(first.value ?? '', lines), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}"`,
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
