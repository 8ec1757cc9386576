import { Button } from './button';
import { ButtonLink } from './button-link';

/** Any HTTP status; those without words of their own get the words of a refusal or of a fault. */
export type ErrorStatus = number;

type ErrorPageProps = {
  status: ErrorStatus;
  supportAddress: string | null;
  /** What to quote to support about a fault of ours; it stands in the log beside the cause. */
  requestId?: string | null;
  /** A refusal's own words, in place of the general ones. */
  sentence?: string;
  /** Null: who is refused has no place of their own here, and the words say whom to ask. */
  homeHref?: string | null;
  homeLabel?: string;
  /** Given where the page can try again by itself; otherwise reloading is left to the browser. */
  onRetry?: () => void;
};

type Words = { title: string; what: string; next: string };

const FAULT: Words = {
  title: 'Something went wrong on our side',
  what: 'The page could not be shown. What you saved before is safe.',
  next: 'Try again. If it happens twice, write to us.',
};

const REFUSAL: Words = {
  title: 'That did not work',
  what: 'What was sent could not be used. What you saved before is safe.',
  next: 'Go back, check what you entered and try again.',
};

const WORDS: Record<number, Words> = {
  401: {
    title: 'Please sign in',
    what: 'This page is for people who have signed in, or your last visit was a while ago.',
    next: 'Sign in, then come back to this page.',
  },
  403: {
    title: 'This page is not open to you',
    what: 'You are signed in, but this page belongs to people with another role.',
    next: 'Go back to where you were. If you need this page for your work, write to us and say which one.',
  },
  404: {
    title: 'Page not found',
    what: 'There is nothing at this address. It may have been removed, or the address may be incomplete.',
    next: 'Check the address if you typed it, or find the event in your list.',
  },
  429: {
    title: 'Too many tries in a short time',
    what: 'To keep accounts safe we stopped answering for a moment. Nothing you saved was lost.',
    next: 'Wait a minute, then try again.',
  },
  503: {
    title: 'PDUPS is not available right now',
    what: 'The system is busy or being looked after. What you saved before is safe.',
    next: 'Try again in a few minutes.',
  },
};

/** What happened, what to do, whom to ask. Frame and status code belong to whoever shows it. */
export function ErrorPage({
  status,
  supportAddress,
  requestId,
  sentence,
  homeHref = '/events',
  homeLabel = 'Go to List Events',
  onRetry,
}: ErrorPageProps) {
  const { title, what, next } = WORDS[status] ?? (status < 500 ? REFUSAL : FAULT);
  return (
    <div className="prose">
      <h1>{title}</h1>
      <p>{sentence ?? what}</p>
      {!sentence && <p>{next}</p>}
      {supportAddress && (
        <p>
          Support: <a href={`mailto:${supportAddress}`}>{supportAddress}</a>
        </p>
      )}
      {requestId && status >= 500 && (
        <p>
          If you write to us, quote this number: <strong className="wrap-anywhere">{requestId}</strong>
        </p>
      )}
      {(onRetry || homeHref !== null) && (
        <div className="button-row">
          {onRetry && (
            <Button type="button" onClick={onRetry}>
              Try again
            </Button>
          )}
          {homeHref !== null && (
            <ButtonLink href={homeHref} variant={onRetry ? 'secondary' : 'primary'}>
              {homeLabel}
            </ButtonLink>
          )}
        </div>
      )}
    </div>
  );
}
