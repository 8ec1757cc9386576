import { containsQuery } from '@/db/errors';
import { refusalOf } from './database';
import { log } from './log';
import { requestScope } from './request-scope';

/**
 * Returns a message for a person: the refusal's own, or for a bug where to get help, with the number under which it is
 * logged.
 */
export function sentenceFor(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal) return refusal.sentence;
  const requestId = requestScope()?.requestId ?? 'unknown';
  log.error({ requestId, fault: describeFault(error) }, 'an action failed');
  return `Something went wrong on our side and nothing was saved. Try again. If it happens again, email us this number: ${requestId}.`;
}

/** Describes an error for the log: names and places, but no database message, which would contain parameters. */
export function describeFault(error: unknown): { name: string; code?: string; message?: string; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error.cause as { code?: string } | undefined)?.code ?? (error as { code?: string }).code;
  const places = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');
  return { name: error.name, code, message: containsQuery(error) ? undefined : error.message, stack: places };
}
