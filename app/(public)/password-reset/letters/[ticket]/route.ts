import { currentVisit } from '@/lib/platform/current-visit';
import { openTicket } from '@/lib/platform/human-check/characters';
import { drawCharacters } from '@/lib/platform/human-check/picture';

/** Sends the picture of the characters. Viewing it uses nothing up; only an answer does. */
export async function GET(_request: Request, { params }: { params: Promise<{ ticket: string }> }): Promise<Response> {
  const { clock } = await currentVisit();
  const opened = openTicket((await params).ticket);
  if (!opened || opened.expiresAt <= clock.now()) {
    return new Response('These letters have expired. Reload the page for new ones.\n', {
      status: 404,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    });
  }
  return new Response(new Uint8Array(drawCharacters(opened.id)), {
    headers: { 'Content-Type': 'image/png', 'Cache-Control': 'no-store' },
  });
}
