import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EmailsCameBack } from '@/components/certificates/came-back';
import { RunsForm } from '@/components/conferences/runs-form';
import { SessionsToDo } from '@/components/conferences/sessions-to-do';
import { DuplicatesLink } from '@/components/duplicates/duplicates-link';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { countPossibleDuplicatesOf } from '@/lib/certificates/duplicates/list-duplicates';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { planMailing } from '@/lib/whole-conference/begin-runs';
import { mailConferenceAction } from './actions';

export const generateMetadata = titledByConference('Email all certificates');

type Props = { params: Promise<{ conferenceId: string }> };

/** Shows what would be sent first, because an email cannot be taken back. */
export default personPage(['provider'], async (ctx, { params }: Props) => {
  const plan = await planMailing(ctx, parseConferenceId((await params).conferenceId));
  const { conference, sessions, withoutAddress, mailed, unreached } = plan;
  const duplicates = await countPossibleDuplicatesOf(
    ctx,
    sessions.map(({ eventId }) => eventId),
  );
  const path = `/conferences/${conference.id}`;
  const number = (count: number) => count.toLocaleString('en-US');
  const due = sessions.reduce((sum, session) => sum + session.due, 0);
  const unsigned = sessions.reduce((sum, session) => sum + session.unsigned, 0);
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Email all')} />
      <PageHeader
        title="Email the certificates of all sessions"
        lead="Each attendee gets one email with the certificates of all their sessions. No one gets the same certificate twice."
      />
      <EmailsCameBack of={{ conferenceId: conference.id }} count={unreached} />
      <SummaryList
        rows={[
          { term: 'Certificates to email now', value: number(due) },
          { term: 'Without a signature', value: number(unsigned) },
          { term: 'Already emailed', value: `${number(mailed)}: skipped` },
          {
            term: 'No email address',
            value: withoutAddress > 0 ? `${number(withoutAddress)}: print or download these` : '0',
          },
        ]}
      />
      {due === 0 ? (
        <EmptyState title="There is no one to email">
          <a href={path}>Back to the conference</a>
        </EmptyState>
      ) : (
        <>
          <SessionsToDo
            sessions={sessions}
            caption="Sessions with certificates that were not emailed yet"
            due="Certificates to email"
            unsigned="Without a signature"
            page="certificates/mail"
            more={
              duplicates.size > 0
                ? [
                    {
                      heading: 'Check first',
                      cell: ({ eventId }) => <DuplicatesLink eventId={eventId} count={duplicates.get(eventId) ?? 0} />,
                    },
                  ]
                : []
            }
          />
          <RunsForm
            action={mailConferenceAction.bind(null, String(conference.id))}
            address={`${path}/mail`}
            fields={{ requestKey: crypto.randomUUID(), expected: due }}
            unsigned={
              unsigned > 0
                ? {
                    label:
                      unsigned === 1
                        ? 'Also email 1 certificate without a signature'
                        : `Also email ${number(unsigned)} certificates without a signature`,
                    hint: 'Section IV is blank, and someone has to sign each one by hand before it counts. Otherwise sessions with such certificates are left out.',
                  }
                : undefined
            }
            label="Email the certificates"
            pendingLabel="Sending…"
            cancelHref={path}
          />
        </>
      )}
    </>
  );
});
