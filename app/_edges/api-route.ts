import type { z } from 'zod';
import { authenticate, type SystemContext } from '@/lib/learning-systems/authenticate';
import { describeProblem } from '@/lib/learning-systems/describe-problem';
import { currentVisit } from '@/lib/platform/current-visit';
import { ApiProblem, fieldProblem, problemResponse } from './api-problem';

/** Far above any request of the endpoint, except for a batch. */
const MAX_BODY = 16_384;

/** As large as the server lets any body be that is no file: about a thousand bytes for each of a thousand items. */
export const MAX_BATCH_BODY = 1_000_000;

/**
 * Returns a route of the HTTP endpoint for learning management systems. Only the key in `Authorization` identifies the
 * caller. No cookie is read, so no page of another site can make a request in somebody's name.
 */
export function apiRoute<Props>(work: (ctx: SystemContext, request: Request, props: Props) => Promise<Response>) {
  return async (request: Request, props: Props): Promise<Response> => {
    const visit = await currentVisit();
    try {
      return await work(await authenticate(visit, request.headers.get('authorization')), request, props);
    } catch (error) {
      return problemResponse(error, visit.clock.now());
    }
  };
}

/** Returns a handler for the methods that a URL does not support. */
export function only(allowed: string) {
  return async (): Promise<Response> => {
    const { clock } = await currentVisit();
    const detail = `This address takes ${allowed} only. See /api/v1/openapi.json.`;
    return problemResponse(new ApiProblem(405, detail, undefined, { Allow: allowed }), clock.now());
  };
}

/**
 * Reads and checks the JSON of a request.
 * @throws ApiProblem 400, 413, 415 or 422
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes = MAX_BODY,
): Promise<z.output<Schema>> {
  if (!/^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new ApiProblem(415, 'Send the body as JSON, with “Content-Type: application/json”.');
  }
  return checked(schema, parsed(await readText(request, maxBytes)));
}

/**
 * Reads and checks the query string of a URL; a repeated parameter counts once.
 * @throws ApiProblem 422
 */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  return checked(schema, Object.fromEntries([...new URL(request.url).searchParams].reverse()));
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { error: describeProblem });
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

async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    // Read to its end all the same, which the server bounds: to stop would cut the connection before the answer.
    if (length <= maxBytes) chunks.push(chunk);
  }
  if (length > maxBytes) throw new ApiProblem(413, `A request has at most ${maxBytes} bytes.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new ApiProblem(400, 'The body is not UTF-8.');
  }
}
