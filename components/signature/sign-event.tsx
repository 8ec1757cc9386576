import { formatDay } from '@/lib/platform/days';
import type { SharedFacts, SigningFacts } from '@/lib/printing/facts';
import type { DrawnSignature } from '@/lib/printing/signature/signature-art';
import { WORDING } from '@/lib/printing/template/wording';
import type { OwnSignature } from '@/lib/signing/own-signature';
import type { AfterSigning } from '@/lib/signing/sign-event';
import type { StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';
import { CertificateSheet } from '../certificate-sheet';
import { Example } from '../example';
import { Inset } from '../inset';
import { Notice } from '../notice';
import { SignEventForm } from './sign-event-form';

type Props = {
  own: OwnSignature | null;
  /** The certificate as it would look with the person's current signature. */
  sheet: { facts: SharedFacts; signature: DrawnSignature | null } | null;
  /** The signature currently in use. */
  signing: SigningFacts | null;
  /** Whether signing now would change nothing. */
  signedToday: boolean;
  eventId: number;
  eventVersion: number;
  /** The last day, in words, of an event that is not over yet. */
  beforeTheEnd: string | null;
  /** What the person goes on to after signing. */
  next: AfterSigning | null;
  action: StateAction;
};

/** Shows everything from opening the page to having signed. */
export function SignEvent(props: Props) {
  const { own, sheet, signing, signedToday, eventId, eventVersion, beforeTheEnd, next, action } = props;
  const address = `/events/${eventId}/sign`;
  const signature = `/account/signature?event=${eventId}`;
  return (
    <>
      {signing ? (
        <Notice title="Signed digitally">
          By{' '}
          <bdi>
            {signing.signedBy}, {signing.signedTitle}
          </bdi>
          , on {formatDay(signing.signedOn)}. Certificates made now have this signature.
        </Notice>
      ) : (
        <Notice title="Signed by hand">
          Section IV of each certificate is signed and dated by hand unless you sign digitally here.
        </Notice>
      )}
      <Example about="who signs, and who gets the certificate">
        <p>
          A workshop had 30 people, and 28 completed it. A person at your organization signs and dates Section IV, here
          or by hand. Give certificates only to those 28.
        </p>
        <p>
          For an online course, sign once. Everyone who completes it afterward gets the signed certificate, from your
          learning system, through a link, or from a person in your organization.
        </p>
      </Example>
      {!own || !sheet ? (
        <Inset title="First, your signature">
          <p>You have not set up a signature. Set it up once, then sign any event with it. It takes a minute.</p>
          <ButtonLink href={signature}>Set up your signature</ButtonLink>
        </Inset>
      ) : (
        <div className="sign-event">
          <div>
            <CertificateSheet
              {...sheet}
              label={`The certificate with your signature in Section IV: ${own.printedName}, ${own.title}, ${formatDay(sheet.facts.signedOn!)}`}
            />
          </div>
          <div>
            <p>
              You sign as{' '}
              <bdi>
                <strong>{own.printedName}</strong>, {own.title}
              </bdi>
              . <a href={signature}>Change your signature</a>
            </p>
            {signedToday ? (
              <p>
                These certificates already have this signature, with today’s date.{' '}
                <a href={`/events/${eventId}`}>Back to the event</a>
              </p>
            ) : (
              <>
                {beforeTheEnd && (
                  <Notice kind="warning" title={`The event runs until ${beforeTheEnd}`}>
                    Section IV will have today’s date. If it should be dated after the event ends, come back then. You
                    can also sign again later for certificates made after that.
                  </Notice>
                )}
                <SignEventForm
                  action={action}
                  eventVersion={eventVersion}
                  signatureId={own.id}
                  statement={sheet.facts.providerStatement ?? WORDING.providerStatement}
                  again={signing !== null}
                  next={next}
                  cancelHref={`/events/${eventId}`}
                  address={address}
                />
              </>
            )}
          </div>
        </div>
      )}
    </>
  );
}
