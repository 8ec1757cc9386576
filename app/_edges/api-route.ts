import type { z } from 'zod';
import { authenticate, type KeyVisit } from '@/lib/learning-systems/authenticate';
import { inWords } from '@/lib/learning-systems/in-words';
import { currentVisit } from '@/lib/platform/current-visit';
import { ApiProblem, fieldProblem, problemResponse } from './api-problem';

/** Far above any request of the endpoint. */
const LARGEST_BODY = 16_384;

/**
 * A route of the HTTP endpoint for learning management systems: the key in `Authorization` says who asks, and nothing
 * else does. No cookie is read, so no page of another site can ask in somebody's name.
 */
export function apiRoute<Props>(work: (visit: KeyVisit, request: Request, props: Props) => Promise<Response>) {
  return async (request: Request, props: Props): Promise<Response> => {
    const visit = await currentVisit();
    try {
      return await work(await authenticate(visit, request.headers.get('authorization')), request, props);
    } catch (error) {
      return problemResponse(error, visit.clock.now());
    }
  };
}

/** Answers to methods that an address does not have. */
export function only(allowed: string) {
  return async (): Promise<Response> => {
    const { clock } = await currentVisit();
    const detail = `This address takes ${allowed} only. See /api/v1/openapi.json.`;
    return problemResponse(new ApiProblem(405, detail, undefined, { Allow: allowed }), clock.now());
  };
}

/**
 * The JSON of a request, checked.
 * @throws ApiProblem 400, 413, 415 or 422
 */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  if (!/^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new ApiProblem(415, 'Send the body as JSON, with “Content-Type: application/json”.');
  }
  return checked(schema, parsed(await readText(request)));
}

/**
 * The query of an address, checked; a name that comes twice counts once.
 * @throws ApiProblem 422
 */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  return checked(schema, Object.fromEntries([...new URL(request.url).searchParams].reverse()));
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { error: inWords });
  if (!result.success) throw fieldProblem(result.error);
  return result.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiProblem(400, 'The body is not well-formed JSON.');
  }
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    // Read to its end all the same, which the server bounds: to stop would cut the connection before the answer.
    if (length <= LARGEST_BODY) chunks.push(chunk);
  }
  if (length > LARGEST_BODY) throw new ApiProblem(413, `A request has at most ${LARGEST_BODY} bytes.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new ApiProblem(400, 'The body is not UTF-8.');
  }
}
