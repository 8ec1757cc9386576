import { connect } from '@/db/client';
import { systemClock } from '@/lib/platform/clock';
import { runJobs } from '@/lib/platform/jobs/run-jobs';

// A server that does nothing but jobs, to be killed by a test.
const url = process.env.JOBS_DATABASE!;
void runJobs(url, {
  db: connect(url, { max: 2 }),
  clock: systemClock,
  settings: {
    smtpUrl: process.env.JOBS_SMTP!,
    from: { name: 'PDUPS', address: 'opi@example.org' },
    replyTo: null,
    folder: '/nonexistent',
  },
});
