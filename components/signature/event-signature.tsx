import { formatDay } from '@/lib/platform/days';
import type { SigningFacts } from '@/lib/printing/facts';
import { ButtonLink } from '../button-link';

type Props = {
  eventId: number;
  signing: SigningFacts | null;
  /** Whether certificates say something that the signer has not seen. */
  editedSince: boolean;
  /** Whether the reader may sign. */
  maySign: boolean;
};

/** Shows below an event's certificate how Section IV is signed, with the link to sign it (M12). */
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
        <p>Section IV will be signed by hand: each certificate is signed and dated on paper.</p>
      )}
      {signing && editedSince && (
        <p>
          <strong>The event was edited after it was signed.</strong> Look at the certificate, then sign again.
        </p>
      )}
      {maySign &&
        (signing && !editedSince ? (
          <p>
            <a href={href}>Sign again, or switch to signing by hand</a>
          </p>
        ) : (
          <ButtonLink href={href} variant="secondary">
            {signing ? 'Sign again' : 'Sign the certificates of this event'}
          </ButtonLink>
        ))}
    </div>
  );
}
