import { apiRoute, only } from '@/app/_edges/api-route';
import { findCertificateFile } from '@/lib/learning-systems/find-certificate';

type Props = { params: Promise<{ serial: string }> };

export const GET = apiRoute(async (visit, _request, { params }: Props) => {
  const { bytes, disposition } = await findCertificateFile(visit, (await params).serial);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': disposition,
      'Content-Length': String(bytes.byteLength),
    },
  });
});

export const POST = only('GET, HEAD');
