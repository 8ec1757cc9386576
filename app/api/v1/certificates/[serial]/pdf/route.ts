import { apiRoute, only } from '@/app/_edges/api-route';
import { pdfFile } from '@/app/_edges/pdf-file';
import { findCertificateFile } from '@/lib/learning-systems/find-certificate';

type Props = { params: Promise<{ serial: string }> };

export const GET = apiRoute(async (visit, _request, { params }: Props) => {
  const { bytes, disposition } = await findCertificateFile(visit, (await params).serial);
  return pdfFile(bytes, disposition);
});

export const POST = only('GET, HEAD');
