import type { z } from 'zod';
import type { ProblemAnswer } from '@/lib/learning-systems/answers';
import { refusalOf } from '@/lib/platform/database';
import { HTTP_STATUS } from '@/lib/platform/errors';
import { sentenceFor } from '@/lib/platform/fault';
import { requestScope } from '@/lib/platform/request-scope';

/** What is wrong with a request as HTTP, or with its fields: a program reads it, and shows the sentences to a person. */
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
  400: 'The request cannot be read',
  401: 'The key is missing or does not work',
  403: 'Not allowed',
  404: 'Not found',
  405: 'This address cannot be used in that way',
  409: 'It cannot be done as things are',
  413: 'Too much was sent',
  415: 'The body is not JSON',
  422: 'Something has to be put right',
  429: 'Too many requests',
  503: 'Not available right now',
};

/** Tries are counted in quarters of an hour, by the clock. */
const WINDOW_SECONDS = 900;

/** Answers with a problem as RFC 9457 has it. What is no refusal is a bug: it is logged, and told by its number only. */
export function problemResponse(error: unknown, now: Date): Response {
  const { status, detail, errors, headers } = error instanceof ApiProblem ? error : problemOf(error, now);
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

function problemOf(error: unknown, now: Date): ApiProblem {
  const refusal = refusalOf(error);
  const status = refusal ? HTTP_STATUS[refusal.code] : 500;
  const headers: Record<string, string> = {};
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  if (status === 429)
    headers['Retry-After'] = String(WINDOW_SECONDS - (Math.floor(now.getTime() / 1000) % WINDOW_SECONDS));
  if (status === 503) headers['Retry-After'] = '10';
  return new ApiProblem(status, sentenceFor(error), undefined, headers);
}

/** The problem that fields which do not pass are, with a sentence each. */
export function fieldProblem({ issues }: z.ZodError): ApiProblem {
  const errors = issues.map((issue) => ({
    field: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''),
    detail: issue.message,
  }));
  const told = errors.map(({ field, detail }) => (field ? `${field}: ${detail}` : detail)).join(' ');
  return new ApiProblem(422, told, errors);
}
