import type { z } from 'zod';
import type { ProblemAnswer } from '@/lib/learning-systems/answers';
import { refusalOf } from '@/lib/platform/database';
import { HTTP_STATUS } from '@/lib/platform/errors';
import { sentenceFor } from '@/lib/platform/fault';
import { requestScope } from '@/lib/platform/request-scope';

/** An HTTP or field error in an API request: programs read it, and show its sentences to people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly errors?: ProblemAnswer['errors'],
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
  }
}

const TITLES: Record<number, string> = {
  400: 'The request could not be read',
  401: 'The key is missing or does not work',
  403: 'Not allowed',
  404: 'Not found',
  405: 'This address does not accept that method',
  409: 'The request conflicts with the current state',
  413: 'The request is too large',
  415: 'The body is not JSON',
  422: 'Validation failed',
  429: 'Too many requests',
  503: 'Service unavailable',
};

/** Tries are counted per quarter of an hour, by the clock. */
const WINDOW_SECONDS = 900;

/**
 * Answers with a problem as in RFC 9457. Any other error is a bug: it is logged, and the answer contains only its
 * number.
 */
export function problemResponse(error: unknown, now: Date): Response {
  const { status, detail, errors, headers } = problemOf(error, now);
  const body: ProblemAnswer = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Something went wrong on our side',
    status,
    detail,
    requestId: requestScope()?.requestId ?? 'unknown',
    ...(errors && { errors }),
  };
  return Response.json(body, { status, headers: { ...headers, 'Content-Type': 'application/problem+json' } });
}

/** Returns the problem that an error is for a program, whatever it was. */
export function problemOf(error: unknown, now: Date): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const refusal = refusalOf(error);
  const status = refusal ? HTTP_STATUS[refusal.code] : 500;
  const headers: Record<string, string> = {};
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  const windowEnds = WINDOW_SECONDS - (Math.floor(now.getTime() / 1000) % WINDOW_SECONDS);
  if (status === 429) headers['Retry-After'] = String(refusal?.retryAfter ?? windowEnds);
  if (status === 503) headers['Retry-After'] = String(refusal?.retryAfter ?? 10);
  return new ApiProblem(status, sentenceFor(error), undefined, headers);
}

/** Returns a problem for invalid fields, with one sentence per field. */
export function fieldProblem({ issues }: z.ZodError): ApiProblem {
  const errors = issues.map((issue) => ({
    field: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''),
    detail: issue.message,
  }));
  const logged = errors.map(({ field, detail }) => (field ? `${field}: ${detail}` : detail)).join(' ');
  return new ApiProblem(422, logged, errors);
}
