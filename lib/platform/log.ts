import pino from 'pino';
import { sharedInProcess } from './shared';

/** JSON lines on standard error. Never log form input, SQL parameters, tokens or addresses of people. */
export const log = sharedInProcess('log', () =>
  pino(
    { level: process.env.LOG_LEVEL ?? 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  ),
);
