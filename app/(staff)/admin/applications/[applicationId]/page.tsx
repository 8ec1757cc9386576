import { personPage } from '@/app/_edges/person-page';
import { titledByApplication } from '@/app/_edges/record-title';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { ApplicationDue } from '@/components/applications/application-due';
import { ApplicationSteps } from '@/components/applications/application-steps';
import { ApplicationTag } from '@/components/applications/application-tag';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { DeclineForm } from '@/components/decline-form';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { TextForm } from '@/components/requests/text-form';
import { SummaryList } from '@/components/summary-list';
import { getApplication, parseApplicationId } from '@/lib/applications/application';
import { GROUNDS, whyDecided } from '@/lib/applications/rules';
import { formatDay, formatMoment } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { PROVIDER_KINDS } from '@/lib/providers/words';
import { answeredAction, declineApplicationAction, waitAction } from './actions';

export const generateMetadata = titledByApplication();

const SAVED = {
  recorded: 'The application was recorded.',
  waiting: 'The application waits for the applicant. The agency’s time stops.',
  answered: 'The answer was noted. The due day is later by the business days in between.',
  declined: 'The application was declined. PDUPS does not write to the applicant; send them an email.',
};

type Props = { params: Promise<{ applicationId: string }>; searchParams: Promise<{ saved?: string | string[] }> };

/** Shows staff an application, and lets them decide it. */
export default personPage(['staff'], applicationPage, {
  keep: async (because, { params }: Props) => {
    const { applicationId } = await params;
    return (
      <KeptForm
        because={because}
        action={declineApplicationAction.bind(null, applicationId)}
        address={`/admin/applications/${applicationId}`}
        saveLabel="Decline"
        others={[
          { action: waitAction.bind(null, applicationId), saveLabel: 'Wait for the applicant' },
          { action: answeredAction.bind(null, applicationId), saveLabel: 'The applicant answered' },
        ]}
      />
    );
  },
});

async function applicationPage(ctx: Context, { params, searchParams }: Props) {
  const { application, steps } = await getApplication(ctx, parseApplicationId((await params).applicationId));
  const { id, organization, contactName, contactEmail, note, decidedAt, providerId, providerName, status } =
    application;
  const address = `/admin/applications/${id}`;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Applications', href: '/admin/applications' }, { label: organization }]} />
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader title={<bdi>{organization}</bdi>} lead={<ApplicationTag status={status} />} />
      <SummaryList
        rows={[
          { term: 'Applied for', value: PROVIDER_KINDS[application.kind] },
          {
            term: 'Contact',
            value: (
              <>
                <bdi>{contactName}</bdi>, <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
              </>
            ),
          },
          { term: 'Received on', value: formatDay(application.receivedOn) },
          decidedAt
            ? { term: 'Decided', value: formatMoment(decidedAt) }
            : { term: 'Due', value: <ApplicationDue application={application} today={ctx.clock.today()} /> },
          ...(note
            ? [
                {
                  term: 'Note',
                  value: (
                    <span className="prose-lines" dir="auto">
                      {note}
                    </span>
                  ),
                },
              ]
            : []),
          ...(providerId === null
            ? []
            : [
                {
                  term: 'Provider',
                  value: (
                    <a href={`/admin/providers/${providerId}`}>
                      <bdi>{providerName}</bdi>
                    </a>
                  ),
                },
              ]),
        ]}
      />
      <section>
        <h2>What happened</h2>
        <ApplicationSteps steps={steps} />
      </section>
      {whyDecided(application) === null && (
        <>
          <section>
            <h2>{status === 'waiting' ? 'The applicant answered' : 'Wait for the applicant'}</h2>
            {status === 'waiting' ? (
              <TextForm
                action={answeredAction.bind(null, String(id))}
                name="text"
                label="What they answered"
                hint="From now on, the agency’s time runs again."
                button="The applicant answered"
                address={address}
                secondary
                pendingLabel="Saving…"
              />
            ) : (
              <TextForm
                action={waitAction.bind(null, String(id))}
                name="text"
                label="What you asked"
                hint="Ask the applicant by email, and note it here. The agency’s time stops until they answer."
                button="Wait for the applicant"
                address={address}
                secondary
                pendingLabel="Saving…"
              />
            )}
          </section>
          <section>
            <h2>Approve</h2>
            <p className="mb-4 max-w-prose">
              You add the provider with a form that has what the application says. The provider appears in the public
              directory
              {application.kind === 'multiple_event' &&
                ', and its first manager gets an email that leads to a password'}
              . First{' '}
              <a href={`/admin/providers?q=${encodeURIComponent(organization)}`}>
                check whether it is a provider already
              </a>
              .
            </p>
            <ButtonRow>
              <ButtonLink href={`${address}/approve`}>Approve and add the provider</ButtonLink>
            </ButtonRow>
          </section>
          <section>
            <h2>Decline</h2>
            <DeclineForm
              action={declineApplicationAction.bind(null, String(id))}
              address={address}
              grounds={GROUNDS}
              sentence={{
                label: 'In a sentence',
                hint: 'Colleagues read it here. PDUPS does not send it to the applicant.',
                max: 2000,
              }}
            />
          </section>
        </>
      )}
    </>
  );
}
