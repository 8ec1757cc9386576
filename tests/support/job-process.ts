import { connect } from '@/db/client';
import { runJobs } from '@/lib/jobs/run-jobs';
import { systemClock } from '@/lib/platform/clock';

// A server that only runs jobs, for tests to kill.
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
