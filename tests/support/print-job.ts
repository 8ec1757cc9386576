import type { PrintJob } from '@/lib/platform/pdf/rendering/print-queue';

/** A print for a person who is not signed in, for tests in which it does not matter who asks. */
export const PRINT_JOB: PrintJob = { visit: { address: '192.0.2.1' }, kind: 'certificate' };
