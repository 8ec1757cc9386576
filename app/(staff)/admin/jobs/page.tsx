import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Hint } from '@/components/hint';
import { FailedJobTable } from '@/components/jobs/failed-job-table';
import { QueueTable } from '@/components/jobs/queue-table';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { describeJobs } from '@/lib/jobs/staff/describe-jobs';
import { continueQueueAction, pauseQueueAction, retryJobAction } from './actions';

export const metadata: Metadata = { title: 'Jobs' };

const SAVED: Record<string, string> = {
  paused: 'The queue was paused. Every worker stops taking its jobs within a few seconds.',
  continued: 'The queue continues within a few seconds.',
  retried: 'The job is tried again now.',
};

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const { queues, failed, moreFailed } = await describeJobs(ctx);
  const mayControl = whyNotAllowed(ctx.actor, 'job.control') === null;
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <Breadcrumbs crumbs={[{ label: 'System', href: '/admin/system' }, { label: 'Jobs' }]} />
      <PageHeader
        title="Jobs"
        lead="What PDUPS does in the background: emails, bulk certificates, webhooks, cleanup."
      />
      <section>
        <h2>Queues</h2>
        <QueueTable
          queues={queues}
          pauseAction={mayControl ? pauseQueueAction : null}
          continueAction={mayControl ? continueQueueAction : null}
        />
        <Hint>
          Jobs in a paused queue wait. None is lost. Pausing “Urgent mail” also delays the codes that people need to
          sign in or reset a password, and pausing “Upkeep” stops reminders and everything else that happens by the
          clock.
        </Hint>
      </section>
      <section>
        <h2>Failed jobs</h2>
        {failed.length === 0 ? (
          <p>No job has failed.</p>
        ) : (
          <FailedJobTable failed={failed} retryAction={mayControl ? retryJobAction : null} />
        )}
        {moreFailed && <Hint>More jobs failed than are shown here. These are the latest.</Hint>}
      </section>
    </>
  );
});
