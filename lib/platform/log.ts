import pino from 'pino';
import { sharedInProcess } from './shared';

const LEVELS = [...Object.keys(pino.levels.values), 'silent'];

/** JSON lines on standard error. Never log form input, SQL parameters, tokens or addresses of people. */
export const log = sharedInProcess('log', () =>
  pino(
    { level: levelOf(process.env), base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  ),
);

/** Takes LOG_LEVEL up once more: a file `.env` is read after this module. */
export function takeUpLogLevel(): void {
  log.level = levelOf(process.env);
}

/** The sentence for a LOG_LEVEL that does not exist, or null. */
export function whyNoLogLevel(env: NodeJS.ProcessEnv): string | null {
  return !env.LOG_LEVEL || LEVELS.includes(env.LOG_LEVEL)
    ? null
    : `LOG_LEVEL is "${env.LOG_LEVEL}". Set it to one of ${LEVELS.join(', ')}, or leave it out for info.`;
}

function levelOf(env: NodeJS.ProcessEnv): string {
  return env.LOG_LEVEL && whyNoLogLevel(env) === null ? env.LOG_LEVEL : 'info';
}
