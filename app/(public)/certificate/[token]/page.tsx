import type { Metadata } from 'next';
import { linkPage } from '@/app/_edges/link-page';
import { CertificatesOfConference } from '@/components/certificates-of-conference';
import { ClaimForm } from '@/components/claim/claim-form';
import { HeldCertificate } from '@/components/claim/held-certificate';
import { LinkedEventFacts } from '@/components/claim/linked-event';
import { RosterSteps } from '@/components/claim/roster-steps';
import { SharedDevice } from '@/components/claim/shared-device';
import { LiveRefresh } from '@/components/live-refresh';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { findLinkPage, type HeldClaim, type LinkPage } from '@/lib/certificates/claims/held-claims';
import { readHolderToken, readProofToken } from '@/lib/certificates/claims/holder-cookie';
import { findRosterStep } from '@/lib/certificates/claims/roster/claim-line';
import { findConferenceOfHolder } from '@/lib/certificates/conference/of-holder';
import { drawHeld } from '@/lib/certificates/drawn-certificate';
import { linkNotOpen } from '@/lib/certificates/share-links/not-found';
import type { OpenLink } from '@/lib/certificates/share-links/open-link';
import { findEvaluationOf } from '@/lib/evaluations/find-form';
import { currentVisit } from '@/lib/platform/current-visit';
import type { Visit } from '@/lib/platform/visit';
import {
  askCodeAction,
  checkCodeAction,
  claimAction,
  claimLineAction,
  forgetDeviceAction,
  mailHeldAction,
} from './actions';

export const metadata: Metadata = { title: 'PDU certificate', robots: { index: false, follow: false } };

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ another?: string | string[] }>;
};

export default linkPage(async ({ params, searchParams }: Props) => {
  const { token } = await params;
  const visit = await currentVisit();
  const page = await findLinkPage(visit, token, await readHolderToken());
  if (!page) throw linkNotOpen();
  const { event, open, held } = page;
  const another = (await searchParams).another !== undefined && open !== null;
  const showsHeld = held.length > 0 && !another;
  return (
    <div className="claim">
      <PageHeader
        title={showsHeld ? titleOf(held) : 'Get your certificate'}
        lead={<LinkedEventFacts event={event} />}
      />
      {showsHeld ? (
        <Held visit={visit} token={token} page={page} />
      ) : (
        open && <Claim visit={visit} token={token} page={{ ...page, open }} />
      )}
    </div>
  );
});

/** A claim that is pending, was rejected or was taken back is not called a certificate. */
function titleOf(held: readonly HeldClaim[]): string {
  const thing = held.some(({ certificate }) => certificate) ? 'certificate' : 'claim';
  return held.length === 1 ? `Your ${thing}` : `Your ${thing}s`;
}

type Part = { visit: Visit; token: string; page: LinkPage };

/** Shows what this browser claimed before. */
async function Held({ visit, token, page: { event, open, held } }: Part) {
  const drawn = await Promise.all(held.map(({ certificate }) => certificate && drawHeld(visit, certificate.facts)));
  const conference = await findConferenceOfHolder(visit, token, await readHolderToken());
  const href = `/certificate/${token}`;
  return (
    <>
      {held.map((claim, index) => (
        <HeldCertificate
          key={claim.id}
          claim={claim}
          drawn={drawn[index] ?? null}
          event={event}
          href={href}
          mailAction={mailHeldAction.bind(null, token)}
        />
      ))}
      {held.some(({ state }) => state === 'waiting') && <LiveRefresh everySeconds={10} />}
      {conference && (
        <CertificatesOfConference found={conference} lead="Your certificates from" href={`${href}/conference`} />
      )}
      <SharedDevice
        anotherHref={open && !open.whyNotNow ? `${href}?another=1` : null}
        forgetAction={forgetDeviceAction.bind(null, token)}
      />
    </>
  );
}

/** Shows the steps to a certificate that the link requires. */
async function Claim({ visit, token, page: { event, open } }: Part & { page: { open: OpenLink } }) {
  if (open.whyNotNow) {
    return (
      <Notice title={open.canceled ? 'Event canceled' : 'Not now'}>
        <p>{open.whyNotNow}</p>
        <p>
          Questions? Call {event.providerName}, {event.providerPhone}.
        </p>
      </Notice>
    );
  }
  const evaluation = open.afterEvaluation ? await findEvaluationOf(visit, open.eventId) : null;
  const address = `/certificate/${token}`;
  const requestKey = crypto.randomUUID();
  if (open.access === 'roster') {
    return (
      <RosterSteps
        step={await findRosterStep(visit, open, await readProofToken())}
        event={event}
        reviewed={open.reviewed}
        evaluation={evaluation}
        address={address}
        requestKey={requestKey}
        askAction={askCodeAction.bind(null, token)}
        checkAction={checkCodeAction.bind(null, token)}
        claimAction={claimLineAction.bind(null, token)}
      />
    );
  }
  return (
    <ClaimForm
      action={claimAction.bind(null, token)}
      asksCodeWord={open.access === 'code_word'}
      reviewed={open.reviewed}
      providerName={event.providerName}
      evaluation={evaluation}
      address={address}
      requestKey={requestKey}
    />
  );
}
