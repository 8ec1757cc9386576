import type { NextRequest } from 'next/server';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { exportRoster } from '@/lib/attendees/export-roster';
import { parseEventId } from '@/lib/events/event-id';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string }> };

/** Sends the roster as CSV, or with `?format=xlsx` as an Excel workbook. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  try {
    const ctx = await requireContext();
    const format = request.nextUrl.searchParams.get('format') === 'xlsx' ? 'xlsx' : 'csv';
    const { name, type, bytes } = await exportRoster(ctx, parseEventId((await params).eventId), format);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${name}"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusalResponse(error);
  }
}
