import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { ISSUING_RUN } from '@/lib/platform/job-kinds';
import { defineJob } from './define-job';

/** Processes a batch, which takes about a second, or a few on a busy machine. */
export const issuingRun = defineJob({
  ...ISSUING_RUN,
  queue: 'issuing',
  maxSeconds: 300,
  run: ({ db, clock, lastTry }, { runId }) => processBulkRun({ db, clock }, runId, lastTry),
});
