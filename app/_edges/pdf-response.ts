import { unstable_rethrow } from 'next/navigation';
import type { PrintedCertificate } from '@/lib/certificates/generic/print-certificate';
import { refusalOf } from '@/lib/platform/database';
import { HTTP_STATUS } from '@/lib/platform/errors';
import { sentenceFor } from '@/lib/platform/fault';
import type { Context } from '@/lib/platform/visit';
import { certificateDisposition } from '@/lib/printing/file-name';
import { requireContext } from '@/lib/users/context';
import { leadAway } from './lead-away';
import { pdfFile } from './pdf-file';

/** Answers with a certificate that opens in the browser under a descriptive name, or with an error in words. */
export async function pdfResponse(print: (ctx: Context) => Promise<PrintedCertificate>): Promise<Response> {
  try {
    const { facts, bytes } = await print(await requireContext());
    return pdfFile(bytes, certificateDisposition(facts));
  } catch (error) {
    return refusalResponse(error);
  }
}

/** Answers for a route that is not a page: the error's status, and its sentence as plain text. */
export function refusalResponse(error: unknown): Response {
  unstable_rethrow(error);
  const refusal = refusalOf(error);
  leadAway(refusal);
  const status = refusal ? HTTP_STATUS[refusal.code] : 500;
  const headers: HeadersInit = { 'Content-Type': 'text/plain; charset=utf-8' };
  const retryAfter = refusal?.retryAfter ?? (status === 503 ? 10 : undefined);
  if (retryAfter !== undefined) headers['Retry-After'] = String(retryAfter);
  return new Response(`${sentenceFor(error)}\n`, { status, headers });
}
