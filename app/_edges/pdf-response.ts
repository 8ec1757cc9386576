import { unstable_rethrow } from 'next/navigation';
import { certificateDisposition } from '@/lib/certificates/file-name';
import type { PrintedCertificate } from '@/lib/certificates/print-certificate';
import { refusalOf } from '@/lib/platform/database';
import { HTTP_STATUS } from '@/lib/platform/errors';
import { sentenceFor } from '@/lib/platform/fault';
import type { Context } from '@/lib/platform/visit';
import { requireContext } from '@/lib/users/context';
import { leadAway } from './lead-away';
import { pdfFile } from './pdf-file';

/** Answers with a certificate, opened in the browser under a telling name, or with a refusal in words. */
export async function pdfResponse(print: (ctx: Context) => Promise<PrintedCertificate>): Promise<Response> {
  try {
    const { facts, bytes } = await print(await requireContext());
    return pdfFile(bytes, certificateDisposition(facts));
  } catch (error) {
    return refusalResponse(error);
  }
}

/** A refusal of a route that is no page: the status that it is, and its sentence as plain text. */
export function refusalResponse(error: unknown): Response {
  unstable_rethrow(error);
  const refusal = refusalOf(error);
  leadAway(refusal);
  const status = refusal ? HTTP_STATUS[refusal.code] : 500;
  const headers: HeadersInit = { 'Content-Type': 'text/plain; charset=utf-8' };
  if (status === 503) headers['Retry-After'] = '10';
  return new Response(`${sentenceFor(error)}\n`, { status, headers });
}
