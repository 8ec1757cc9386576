import type { FeedFile } from '@/lib/calendar/read-feed';
import { currentVisit } from '@/lib/platform/current-visit';
import type { Visit } from '@/lib/platform/visit';
import { answerInPrivate } from './link-page';
import { refusalResponse } from './pdf-response';

/** Sends a calendar file, or 304 when the calendar program already has the current one. */
export async function calendarResponse(
  request: Request,
  open: (visit: Visit) => Promise<FeedFile>,
  disposition: string,
): Promise<Response> {
  answerInPrivate();
  try {
    const { text, etag } = await open(await currentVisit());
    const headers = { ETag: etag, 'Cache-Control': 'private, no-cache' };
    if (matches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
    return new Response(text, {
      headers: { ...headers, 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': disposition },
    });
  } catch (error) {
    return refusalResponse(error);
  }
}

/** Returns whether `If-None-Match` lists this tag (RFC 9110, 13.1.2); a proxy may have marked it as weak. */
function matches(header: string | null, etag: string): boolean {
  return (header ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
