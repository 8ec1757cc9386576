import type { SharedFacts, SigningFacts } from '@/lib/certificates/facts';
import type { OwnSignature } from '@/lib/certificates/signing/own-signature';
import type { DrawnSignature } from '@/lib/certificates/signing/signature-art';
import { formatDay } from '@/lib/platform/days';
import type { StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';
import { CertificateSheet } from '../certificate-sheet';
import { Inset } from '../inset';
import { Notice } from '../notice';
import { SignEventForm } from './sign-event-form';

type Props = {
  own: OwnSignature | null;
  /** The certificate as it would be with the person's own signature of today. */
  sheet: { facts: SharedFacts; signature: DrawnSignature | null } | null;
  /** The signature in force. */
  signing: SigningFacts | null;
  /** Signing now would change nothing. */
  signedToday: boolean;
  eventId: number;
  eventVersion: number;
  /** The last day, in words, of an event that is not over yet. */
  beforeTheEnd: string | null;
  action: StateAction;
};

/** Everything between opening the page and having signed. */
export function SignEvent(props: Props) {
  const { own, sheet, signing, signedToday, eventId, eventVersion, beforeTheEnd, action } = props;
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
          , on {formatDay(signing.signedOn)}. Certificates that are made now carry this signature.
        </Notice>
      ) : (
        <Notice title="Left for ink">
          Section IV of each certificate is signed and dated by hand, unless you sign digitally here.
        </Notice>
      )}
      {!own || !sheet ? (
        <Inset title="First, your signature">
          <p>You keep no signature yet. You make it once, and then sign any event with it. It takes a minute.</p>
          <ButtonLink href={signature}>Make your signature</ButtonLink>
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
                These certificates carry this very signature already, with today’s date.{' '}
                <a href={`/events/${eventId}`}>Back to the event</a>
              </p>
            ) : (
              <>
                {beforeTheEnd && (
                  <Notice kind="warning" title={`The event runs until ${beforeTheEnd}`}>
                    Section IV is dated today. If its date should not be before the event is over, come back then; you
                    can also sign again then, for certificates that are made later.
                  </Notice>
                )}
                <SignEventForm
                  action={action}
                  eventVersion={eventVersion}
                  signatureId={own.id}
                  again={signing !== null}
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
