import { apiRoute, only } from '@/app/_edges/api-route';
import { findCertificate } from '@/lib/learning-systems/find-certificate';

type Props = { params: Promise<{ serial: string }> };

export const GET = apiRoute(async (visit, _request, { params }: Props) =>
  Response.json(await findCertificate(visit, (await params).serial)),
);

export const POST = only('GET, HEAD');
