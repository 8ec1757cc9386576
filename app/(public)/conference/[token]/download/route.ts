import { conferenceResponse } from '@/app/_edges/conference-response';
import { answerInPrivate } from '@/app/_edges/link-page';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { beginOwnDownload } from '@/lib/claims/conference/own';
import { readHolderToken } from '@/lib/claims/holder-cookie';
import { currentVisit } from '@/lib/platform/current-visit';

type Props = { params: Promise<{ token: string }> };

/** Sends all certificates that this browser claimed at the conference. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  answerInPrivate();
  try {
    const { token } = await params;
    return conferenceResponse(await beginOwnDownload(await currentVisit(), token, await readHolderToken()));
  } catch (error) {
    return refusalResponse(error);
  }
}
