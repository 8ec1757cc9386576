import type { Metadata } from 'next';
import { linkPage } from '@/app/_edges/link-page';
import { OwnSessionsView } from '@/components/claim/own-sessions';
import { ProveAddress } from '@/components/claim/prove-address';
import { SessionsForm } from '@/components/claim/sessions-form';
import { SharedDevice } from '@/components/claim/shared-device';
import { EmptyState } from '@/components/empty-state';
import { LiveRefresh } from '@/components/live-refresh';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { readCheckIn } from '@/lib/attendees/check-in/check-in-cookie';
import { type ClaimAs, type ConferenceForm, claimAsOf, findConferencePage } from '@/lib/claims/conference/page';
import { readHolderToken, readProofToken } from '@/lib/claims/holder-cookie';
import { currentVisit } from '@/lib/platform/current-visit';
import { formatDays } from '@/lib/platform/days';
import { supportAddress } from '@/lib/platform/env';
import { linkNotOpen } from '@/lib/share-links/not-found';
import {
  askConferenceCodeAction,
  checkConferenceCodeAction,
  claimSessionsAction,
  forgetConferenceAction,
  mailConferenceAction,
} from './actions';

export const metadata: Metadata = { title: 'PDU certificates', robots: { index: false, follow: false } };

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ claim?: string | string[] }>;
};

export default linkPage(async ({ params, searchParams }: Props) => {
  const { token } = await params;
  const { claim } = await searchParams;
  const as = claimAsOf(claim);
  const page = await findConferencePage(await currentVisit(), {
    token,
    holder: await readHolderToken(),
    proof: await readProofToken(),
    remembered: await readCheckIn(),
    as,
  });
  if (!page) throw linkNotOpen();
  const { form, own } = page;
  const href = `/conference/${token}`;
  const showsOwn = own !== null && (form === null || claim === undefined);
  const title = showsOwn ? 'Your certificates' : 'Get your certificates';
  return (
    <div className="claim">
      <PageHeader
        title={title}
        lead={
          <>
            <strong dir="auto">{form?.conference.name ?? own?.conference}</strong>
            {form && (
              <span className="claim-facts">
                {formatDays(form.conference.startsOn, form.conference.endsOn)} ·{' '}
                <bdi>{form.conference.providerName}</bdi>
              </span>
            )}
          </>
        }
      />
      {form?.goesOn && (
        <p className="add-to-calendar">
          <a href={`${href}/calendar`} download="conference.ics">
            Add the sessions to your calendar
          </a>
        </p>
      )}
      {showsOwn ? (
        <>
          <OwnSessionsView
            own={own}
            conference={form?.conference ?? null}
            href={href}
            mayClaimMore={form !== null && !form.ruledOut && form.days.length > 0}
            mailAction={mailConferenceAction.bind(null, token)}
          />
          {own.people.some(({ sessions }) => sessions.some(({ state }) => state === 'waiting')) && (
            <LiveRefresh everySeconds={10} />
          )}
          <SharedDevice
            anotherHref={form && !form.ruledOut ? `${href}?claim=another` : null}
            forgetAction={forgetConferenceAction.bind(null, token)}
          />
        </>
      ) : (
        form && <Claim token={token} href={href} as={as} form={form} hasOwn={own !== null} />
      )}
    </div>
  );
});

type ClaimProps = { token: string; href: string; as: ClaimAs; form: ConferenceForm; hasOwn: boolean };

/** Shows the form, unless nothing can be claimed now. */
function Claim({ token, href, as, form, hasOwn }: ClaimProps) {
  const { conference, days, proved, ruledOut } = form;
  if (ruledOut) {
    return (
      <Notice title="No certificates now">
        <p>{ruledOut}</p>
        <p>
          Did you attend? Email <a href={`mailto:${supportAddress()}`}>{supportAddress()}</a>.
        </p>
      </Notice>
    );
  }
  const back = hasOwn && (
    <p>
      <a href={href}>Your certificates</a>
    </p>
  );
  if (days.length === 0) {
    return (
      <>
        <EmptyState title="No session to claim now">
          <p>
            A session appears here when it has begun. Questions? Call <bdi>{conference.providerName}</bdi>,{' '}
            {conference.providerPhone}.
          </p>
        </EmptyState>
        {back}
      </>
    );
  }
  const address = `${href}?claim=${as}`;
  return (
    <>
      {back}
      <ProveAddress
        proved={proved}
        isNeeded={form.needsProof}
        conference={conference}
        address={address}
        askAction={askConferenceCodeAction.bind(null, token, as)}
        checkAction={checkConferenceCodeAction.bind(null, token, as)}
      />
      <SessionsForm
        action={claimSessionsAction.bind(null, token, as)}
        form={form}
        address={address}
        href={href}
        requestKey={crypto.randomUUID()}
      />
    </>
  );
}
