import { tellsTheQuery } from '@/db/errors';
import { refusalOf } from './database';
import { log } from './log';
import { requestScope } from './request-scope';

/** Words for a person: the refusal's own, or for a bug where to turn, with the number under which it is logged. */
export function sentenceFor(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal) return refusal.sentence;
  const requestId = requestScope()?.requestId ?? 'unknown';
  log.error({ requestId, fault: describeFault(error) }, 'an action failed');
  return `Something went wrong on our side and nothing was saved. Try again; if it happens again, tell us this number: ${requestId}.`;
}

/** An error as it may stand in the log: names and places, no message of the database, which would hold parameters. */
export function describeFault(error: unknown): { name: string; code?: string; message?: string; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error.cause as { code?: string } | undefined)?.code ?? (error as { code?: string }).code;
  const places = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');
  return { name: error.name, code, message: tellsTheQuery(error) ? undefined : error.message, stack: places };
}
