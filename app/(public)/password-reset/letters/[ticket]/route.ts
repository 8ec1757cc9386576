import { currentVisit } from '@/lib/platform/current-visit';
import { openTicket } from '@/lib/platform/human-check/letters';
import { drawLetters } from '@/lib/platform/human-check/picture';

/** The picture of the letters in the box. Looking at it uses nothing up; only an answer does. */
export async function GET(_request: Request, { params }: { params: Promise<{ ticket: string }> }): Promise<Response> {
  const { clock } = await currentVisit();
  const opened = openTicket((await params).ticket);
  if (!opened || opened.expiresAt <= clock.now()) {
    return new Response('There are no such letters any more. Reload the page for new ones.\n', {
      status: 404,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    });
  }
  return new Response(new Uint8Array(drawLetters(opened.id)), {
    headers: { 'Content-Type': 'image/png', 'Cache-Control': 'no-store' },
  });
}
