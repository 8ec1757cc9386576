import { refusalResponse } from '@/app/_edges/pdf-response';
import { exportPeople } from '@/lib/conference-roster/export-people';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ conferenceId: string }> };

/** Sends who was where at a conference as CSV. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const ctx = await requireContext();
    const { name, bytes } = await exportPeople(ctx, parseConferenceId((await params).conferenceId));
    return new Response(new Uint8Array(bytes), {
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
