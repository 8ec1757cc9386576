import pino from 'pino';
import { sharedInProcess } from './shared';

const LEVELS = [...Object.keys(pino.levels.values), 'silent'];

/** Writes JSON lines to standard error. Never log form input, SQL parameters, tokens or people's addresses. */
export const log = sharedInProcess('log', () =>
  pino(
    { level: levelOf(process.env), base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  ),
);

/** Applies LOG_LEVEL again, because a file `.env` is read after this module. */
export function takeUpLogLevel(): void {
  log.level = levelOf(process.env);
}

/** Returns the error message for a LOG_LEVEL that does not exist, or null. */
export function whyNoLogLevel(env: NodeJS.ProcessEnv): string | null {
  return !env.LOG_LEVEL || LEVELS.includes(env.LOG_LEVEL)
    ? null
    : `LOG_LEVEL is "${env.LOG_LEVEL}". Set it to one of ${LEVELS.join(', ')}, or leave it out for info.`;
}

function levelOf(env: NodeJS.ProcessEnv): string {
  return env.LOG_LEVEL && whyNoLogLevel(env) === null ? env.LOG_LEVEL : 'info';
}
