import type { NextRequest } from 'next/server';
import { answerInPrivate } from '@/app/_edges/link-page';
import { pdfFile } from '@/app/_edges/pdf-file';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { findCourseCertificate } from '@/lib/learning-systems/claim-from-course';
import { linkOfQuery } from '@/lib/learning-systems/signed-link';
import { currentVisit } from '@/lib/platform/current-visit';

/** Sends the certificate to a learner whose link a learning system has signed. */
export async function GET(request: NextRequest): Promise<Response> {
  answerInPrivate();
  try {
    const link = linkOfQuery(Object.fromEntries(request.nextUrl.searchParams));
    const { bytes, disposition } = await findCourseCertificate(await currentVisit(), link);
    return pdfFile(bytes, disposition);
  } catch (error) {
    return refusalResponse(error);
  }
}
