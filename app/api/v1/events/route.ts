import { apiRoute, only, readQuery } from '@/app/_edges/api-route';
import { eventsQuery, listEvents } from '@/lib/learning-systems/list-events';

export const GET = apiRoute(async (visit, request) =>
  Response.json(await listEvents(visit, readQuery(request, eventsQuery))),
);

export const POST = only('GET, HEAD');
