import { answerInPrivate } from '@/app/_edges/link-page';
import { pdfFile } from '@/app/_edges/pdf-file';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { getOwnConferenceFile } from '@/lib/claims/conference/own';
import { readHolderToken } from '@/lib/claims/holder-cookie';
import { currentVisit } from '@/lib/platform/current-visit';
import { dispositionOf, namedCertificateFileName } from '@/lib/printing/file-name';

type Props = { params: Promise<{ token: string; serial: string }> };

/** Downloads the PDF, but only in the browser that claimed the certificate: the link alone is not enough. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  answerInPrivate();
  try {
    const { token, serial } = await params;
    const { facts, bytes } = await getOwnConferenceFile(await currentVisit(), token, await readHolderToken(), serial);
    return pdfFile(bytes, dispositionOf(namedCertificateFileName(facts), 'attachment'));
  } catch (error) {
    return refusalResponse(error);
  }
}
