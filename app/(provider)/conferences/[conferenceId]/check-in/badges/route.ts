import { pdfFile } from '@/app/_edges/pdf-file';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { printConferenceBadges } from '@/lib/conference-roster/check-in';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { dispositionOf } from '@/lib/printing/file-name';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ conferenceId: string }> };

/** Sends the badges of everybody at a conference, to print. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const ctx = await requireContext();
    const conferenceId = parseConferenceId((await params).conferenceId);
    const bytes = await printConferenceBadges(ctx, conferenceId);
    return pdfFile(bytes, dispositionOf(`Badges ${conferenceId}.pdf`, 'inline'));
  } catch (error) {
    return refusalResponse(error);
  }
}
