import { insertBounce } from '@/db/queries/mails';
import { log } from '../../log';
import { readInWorker } from '../../untrusted/read-in-worker';
import { defineReading } from '../../untrusted/reading';
import type { Visit } from '../../visit';
import { readMailToken } from '../mail-token';
import type { readReport } from './read-report';

/** Larger than any report with an email of ours and its attachment. */
export const MAX_REPORT_BYTES = 5_000_000;

const REPORT = defineReading<typeof readReport>('lib/platform/mail/bounces/read-report.ts', 'readReport');

/** `ignored`: not a report of a failure. `unknown`: about an email that we did not send, or no longer know. */
export type AcceptedReport = 'recorded' | 'known' | 'ignored' | 'unknown';

/**
 * Records that an email came back, if this message is a delivery report about one of ours. The email is found by the token
 * that we gave it, never by an address in the report, because anyone can send one. Nothing else of the report is stored.
 * @throws AppError when the message cannot be read now, or takes too long to read
 */
export async function acceptReport(visit: Visit, message: Uint8Array): Promise<AcceptedReport> {
  if (message.length > MAX_REPORT_BYTES) return 'ignored';
  const report = await readInWorker(REPORT, message, visit);
  if (!report) return 'ignored';
  for (const place of report.places) {
    const mail = readMailToken(place);
    if (!mail) continue;
    const at = visit.clock.now();
    const outcome = await insertBounce(visit.db, mail, { how: 'report', status: report.status, at });
    log.info({ mail, status: report.status, outcome }, 'a delivery report about an email');
    return outcome;
  }
  return 'unknown';
}
