import type { Metadata } from 'next';
import { linkPage } from '@/app/_edges/link-page';
import { CertificatesOfConference } from '@/components/certificates-of-conference';
import { ClaimForm } from '@/components/claim/claim-form';
import { LinkedEventFacts } from '@/components/claim/linked-event';
import { OwnClaimView } from '@/components/claim/own-claim';
import { RosterSteps } from '@/components/claim/roster-steps';
import { SharedDevice } from '@/components/claim/shared-device';
import { LiveRefresh } from '@/components/live-refresh';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { findConferenceOfHolder } from '@/lib/claims/conference-of-holder';
import { readHolderToken, readProofToken } from '@/lib/claims/holder-cookie';
import { findLinkPage, type LinkPage, type OwnClaim } from '@/lib/claims/own-claims';
import { findRosterStep } from '@/lib/claims/roster/claim-line';
import { findEvaluationOf } from '@/lib/evaluations/find-form';
import { hasEnded } from '@/lib/events/rules';
import { currentVisit } from '@/lib/platform/current-visit';
import { supportAddress } from '@/lib/platform/env';
import type { Visit } from '@/lib/platform/visit';
import { drawOwn } from '@/lib/printing/drawn-certificate';
import { linkNotOpen } from '@/lib/share-links/not-found';
import type { OpenLink } from '@/lib/share-links/open-link';
import {
  askCodeAction,
  checkCodeAction,
  claimAction,
  claimLineAction,
  forgetDeviceAction,
  mailOwnAction,
} from './actions';

export const metadata: Metadata = { title: 'PDU certificate', robots: { index: false, follow: false } };

/** What the URL says for a person who has not proved anything yet; after they ask for a code, it says something else. */
const ANOTHER_PERSON = 'person';

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ another?: string | string[] }>;
};

export default linkPage(async ({ params, searchParams }: Props) => {
  const { token } = await params;
  const visit = await currentVisit();
  const page = await findLinkPage(visit, token, await readHolderToken());
  if (!page) throw linkNotOpen();
  const { event, open, own } = page;
  const { another } = await searchParams;
  const showsOwn = own.length > 0 && (another === undefined || open === null);
  // What the first person with this device proved is not for the next one.
  const proof = another === ANOTHER_PERSON ? null : await readProofToken();
  return (
    <div className="claim">
      <PageHeader title={showsOwn ? titleOf(own) : 'Get your certificate'} lead={<LinkedEventFacts event={event} />} />
      {open && !open.canceled && !hasEnded(event, visit.clock.today()) && (
        <p className="add-to-calendar">
          <a href={`/certificate/${token}/calendar`} download="event.ics">
            Add to calendar
          </a>
        </p>
      )}
      {showsOwn ? (
        <OwnClaims visit={visit} token={token} page={page} />
      ) : (
        open && <Claim visit={visit} token={token} page={{ ...page, open }} proof={proof} />
      )}
    </div>
  );
});

/** A claim that is pending, was rejected or was taken back is not called a certificate. */
function titleOf(own: readonly OwnClaim[]): string {
  const thing = own.some(({ certificate }) => certificate) ? 'certificate' : 'claim';
  return own.length === 1 ? `Your ${thing}` : `Your ${thing}s`;
}

type Part = { visit: Visit; token: string; page: LinkPage };

/** Shows what this browser claimed before. */
async function OwnClaims({ visit, token, page: { event, open, own } }: Part) {
  const drawn = await Promise.all(own.map(({ certificate }) => certificate && drawOwn(visit, certificate.facts)));
  const conference = await findConferenceOfHolder(visit, token, await readHolderToken());
  const href = `/certificate/${token}`;
  return (
    <>
      {own.map((claim, index) => (
        <OwnClaimView
          key={claim.id}
          claim={claim}
          drawn={drawn[index] ?? null}
          event={event}
          href={href}
          mailAction={mailOwnAction.bind(null, token)}
        />
      ))}
      {own.some(({ state }) => state === 'waiting') && <LiveRefresh everySeconds={10} />}
      {conference && (
        <CertificatesOfConference found={conference} lead="Your certificates from" href={`${href}/conference`} />
      )}
      <SharedDevice
        anotherHref={open && !open.whyNotNow ? `${href}?another=${ANOTHER_PERSON}` : null}
        forgetAction={forgetDeviceAction.bind(null, token)}
      />
    </>
  );
}

type ClaimPart = Part & { page: { open: OpenLink }; proof: string | null };

/** Shows the steps to a certificate that the link requires. */
async function Claim({ visit, token, page: { event, open }, proof }: ClaimPart) {
  if (open.whyNotNow) {
    return (
      <Notice title={open.ruledOut ? 'No certificates now' : open.canceled ? 'Event canceled' : 'Not now'}>
        <p>{open.whyNotNow}</p>
        {open.ruledOut ? (
          <p>
            Did you complete the event? Email <a href={`mailto:${supportAddress()}`}>{supportAddress()}</a>.
          </p>
        ) : (
          <p>
            Questions? Call {event.providerName}, {event.providerPhone}.
          </p>
        )}
      </Notice>
    );
  }
  const evaluation = open.afterEvaluation ? await findEvaluationOf(visit, open.eventId) : null;
  const address = `/certificate/${token}`;
  const requestKey = crypto.randomUUID();
  if (open.access === 'roster') {
    return (
      <RosterSteps
        step={await findRosterStep(visit, open, proof)}
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
      asks={open.asks}
      openedOn={visit.clock.today()}
      address={address}
      requestKey={requestKey}
    />
  );
}
