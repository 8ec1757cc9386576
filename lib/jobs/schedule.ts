import type { ScheduledJob } from './define-job';
import type { Times } from './last-due';
import { noteCountsDueJob } from './note-counts-due';
import { planNoticesJob } from './notices';
import { purgeJob } from './purge';
import { writeAuditAnchor } from './write-audit-anchor';

export type ScheduleEntry = { job: ScheduledJob } & Times;

/** What is done when, in Montana time. Each job has one line. */
export const SCHEDULE: readonly ScheduleEntry[] = [
  { job: writeAuditAnchor, every: 'hour', at: ':23' },
  { job: noteCountsDueJob, daily: '06:00' },
  { job: planNoticesJob, daily: '08:00' },
  { job: purgeJob, every: 'hour', at: ':23' },
];
