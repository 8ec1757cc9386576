import type { AfterSigning } from '@/lib/signing/sign-event';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { Notice } from '../notice';

type Props = {
  eventId: number;
  /** What is offered after signing. */
  next: AfterSigning;
  /** How many certificates exist without a signature; absent: it is about those that are issued next. */
  count?: number;
  /** The event was signed since. */
  isSigned?: boolean;
};

/** The button that signs before what comes next. */
export const SIGN_FIRST: Record<AfterSigning, string> = {
  issue: 'Sign, then issue',
  reissue: 'Sign, then reissue',
  share: 'Sign the certificates',
};

/** Says that Section IV is not signed digitally, and offers to sign first. */
export function Unsigned({ eventId, next, count, isSigned = false }: Props) {
  const title =
    count === undefined
      ? 'Not signed: Section IV will be blank'
      : count === 1
        ? '1 certificate is not signed'
        : `${count.toLocaleString('en-US')} certificates are not signed`;
  return (
    <Notice kind="warning" title={title}>
      {isSigned ? (
        <p>The event was signed after they were issued. Reissue them, and they have the signature.</p>
      ) : (
        <p>
          No one has signed this event digitally, so Section IV of each certificate has to be signed by hand, on paper.{' '}
          {next === 'reissue'
            ? 'Sign first, then reissue the certificates with the signature.'
            : 'Sign first, and each certificate has the signature.'}
        </p>
      )}
      <ButtonRow>
        {isSigned ? (
          <ButtonLink href={`/events/${eventId}/certificates/change`}>Reissue with the signature</ButtonLink>
        ) : (
          <ButtonLink href={`/events/${eventId}/sign?next=${next}`}>{SIGN_FIRST[next]}</ButtonLink>
        )}
      </ButtonRow>
    </Notice>
  );
}
