import type { SigningFacts } from '@/lib/certificates/facts';
import { formatDay } from '@/lib/platform/days';
import { ButtonLink } from '../button-link';

type Props = {
  eventId: number;
  signing: SigningFacts | null;
  /** Certificates say something that the signer has not seen. */
  editedSince: boolean;
  /** The reader may sign. */
  maySign: boolean;
};

/** Under the picture of an event's certificate: how Section IV is signed, and the way to sign it (M12). */
export function EventSignature({ eventId, signing, editedSince, maySign }: Props) {
  const href = `/events/${eventId}/sign`;
  return (
    <div className="event-signature">
      {signing ? (
        <p>
          Section IV is signed digitally by{' '}
          <bdi>
            {signing.signedBy}, {signing.signedTitle}
          </bdi>
          , on {formatDay(signing.signedOn)}.
        </p>
      ) : (
        <p>Section IV is left for ink: each certificate is signed and dated by hand.</p>
      )}
      {signing && editedSince && (
        <p>
          <strong>The event was edited after it was signed.</strong> Look at the certificate, then sign again.
        </p>
      )}
      {maySign &&
        (signing && !editedSince ? (
          <p>
            <a href={href}>Sign anew, or leave it for ink</a>
          </p>
        ) : (
          <ButtonLink href={href} variant="secondary">
            {signing ? 'Sign again' : 'Sign the certificates of this event'}
          </ButtonLink>
        ))}
    </div>
  );
}
