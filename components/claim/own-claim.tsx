import type { OwnClaim } from '@/lib/claims/own-claims';
import { formatMoment } from '@/lib/platform/days';
import type { Drawn } from '@/lib/printing/template/certificate';
import type { LinkedEvent } from '@/lib/share-links/open-link';
import type { StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';
import { CertificateSheet } from '../certificate-sheet';
import { NotSigned } from '../not-signed';
import { Notice } from '../notice';
import { MailForm } from './mail-form';

type Props = {
  claim: OwnClaim;
  drawn: Drawn | null;
  event: LinkedEvent;
  /** The URL of the link's page. */
  href: string;
  mailAction: StateAction;
};

/** What a claim without a valid certificate says first. */
const NO_CERTIFICATE = {
  issued: 'This certificate is no longer valid',
  refused: 'The provider did not accept this claim',
  withdrawn: 'The provider withdrew this claim',
} as const;

/** Shows one claim of this browser: the certificate and what people can do with it, or the state of the claim. */
export function OwnClaimView({ claim, drawn, event, href, mailAction }: Props) {
  const ask = (
    <p>
      Questions? Call <bdi>{event.providerName}</bdi>, {event.providerPhone}.
    </p>
  );
  if (claim.state === 'waiting') {
    return (
      <Notice title={`Waiting for ${event.providerName}`}>
        <p>
          Your claim for <strong dir="auto">{claim.name}</strong> was received. The provider reviews it before issuing a
          certificate. This page updates automatically; you can also come back later on this device.
          {claim.email && ` We’ll also send the certificate to ${claim.email}.`}
        </p>
        {ask}
      </Notice>
    );
  }
  if (!claim.certificate) {
    const name = <strong dir="auto">{claim.name}</strong>;
    return (
      <Notice kind="warning" title={NO_CERTIFICATE[claim.state]}>
        {claim.state === 'refused' && <p>You asked for a certificate for {name}.</p>}
        {claim.state === 'issued' && <p>It was made out to {name}.</p>}
        {claim.state === 'withdrawn' && (
          <p>
            {claim.isCertified ? (
              <>{name} still has a valid certificate of this event. This claim no longer shows it.</>
            ) : (
              <>The certificate of {name} is no longer valid.</>
            )}
          </p>
        )}
        {ask}
      </Notice>
    );
  }
  const { serial, facts, mailed } = claim.certificate;
  return (
    <section className="own-claim" aria-labelledby={`claim-${claim.id}`}>
      <h2 id={`claim-${claim.id}`}>
        Made out to <bdi>{facts.participantName}</bdi>
      </h2>
      <CertificateSheet
        facts={facts}
        signature={drawn?.signature}
        qrCode={drawn?.qrCode}
        label={`The certificate of ${facts.participantName}: ${facts.units} PDUs, serial ${serial}`}
      />
      {!('signedBy' in facts) && <NotSigned providerName={event.providerName} />}
      <p>
        <ButtonLink href={`${href}/${serial}`} className="own-download">
          Download PDF
        </ButtonLink>
      </p>
      <p>
        Serial <strong className="nowrap">{serial}</strong>. Anyone can{' '}
        <a href={`/verify/${serial}`}>check that it is valid</a>.
      </p>
      <MailForm
        action={mailAction}
        claimId={claim.id}
        email={claim.email ?? ''}
        after={mailed?.mailId ?? null}
        mailedOn={mailed && formatMoment(mailed.createdAt)}
        address={href}
      />
      <p className="hint">
        Is the name wrong? Only the provider can change it. Call <bdi>{event.providerName}</bdi>,{' '}
        <span className="nowrap">{event.providerPhone}</span> and have the serial number ready. The corrected
        certificate will appear here.
      </p>
    </section>
  );
}
