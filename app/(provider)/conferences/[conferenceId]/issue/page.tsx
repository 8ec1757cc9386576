import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { CheckBeforeIssuing } from '@/components/conferences/check-before-issuing';
import { CheckFirst } from '@/components/conferences/check-first';
import { RunsForm } from '@/components/conferences/runs-form';
import { SessionsToDo } from '@/components/conferences/sessions-to-do';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { unitsInWords } from '@/lib/attendees/look-over';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { previewIssuing } from '@/lib/whole-conference/preview-issuing';
import { issueConferenceAction } from './actions';

export const generateMetadata = titledByConference('Issue all certificates');

type Props = { params: Promise<{ conferenceId: string }> };

/** Shows what would be issued first, because an issued certificate is a final document. */
export default personPage(['provider'], async (ctx, { params }: Props) => {
  const preview = await previewIssuing(ctx, parseConferenceId((await params).conferenceId));
  const { conference, sessions, notYet } = preview;
  const path = `/conferences/${conference.id}`;
  const number = (count: number) => count.toLocaleString('en-US');
  const due = sessions.reduce((sum, session) => sum + session.due, 0);
  const unsigned = sessions.reduce((sum, session) => sum + session.unsigned, 0);
  const maySign = whyNotAllowed(ctx.actor, 'event.sign', conference) === null;
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Issue all')} />
      <PageHeader
        title={due === 1 ? 'Issue 1 certificate' : `Issue ${number(due)} certificates`}
        lead={<bdi>{conference.name}</bdi>}
      />
      {notYet > 0 && (
        <p className="hint">
          {notYet === 1 ? '1 session has not begun' : `${number(notYet)} sessions have not begun`} and will be left out.
        </p>
      )}
      {due === 0 ? (
        <EmptyState title="Nothing to issue now">
          <a href={path}>Back to the conference</a>
        </EmptyState>
      ) : (
        <>
          <SessionsToDo
            sessions={sessions}
            caption="Sessions with completions that have no certificate yet."
            due="Certificates"
            unsigned="Without a signature"
            page="certificates/issue-all"
            more={[
              { heading: 'PDUs', cell: ({ byUnits }) => unitsInWords(byUnits) },
              { heading: 'Check first', cell: (session) => <CheckFirst session={session} /> },
            ]}
          />
          <CheckBeforeIssuing
            conferenceId={conference.id}
            sessions={sessions}
            unusual={preview.unusual}
            unusualCount={preview.unusualCount}
            maySign={maySign}
          />
          <RunsForm
            action={issueConferenceAction.bind(null, String(conference.id))}
            address={`${path}/issue`}
            fields={{ requestKey: crypto.randomUUID(), expected: due }}
            unsigned={
              unsigned > 0
                ? {
                    label:
                      unsigned === 1
                        ? 'Also issue 1 certificate without a signature'
                        : `Also issue ${number(unsigned)} certificates without a signature`,
                    hint: 'Section IV is blank, and someone has to sign each one by hand. Otherwise sessions that are not signed are left out.',
                  }
                : undefined
            }
            label="Issue the certificates"
            pendingLabel="Issuing…"
            cancelHref={path}
          />
        </>
      )}
    </>
  );
});
