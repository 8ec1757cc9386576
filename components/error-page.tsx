import { Button } from './button';
import { ButtonLink } from './button-link';

/** Any HTTP status; one without its own words gets those for a client error or a server error. */
export type ErrorStatus = number;

type ErrorPageProps = {
  status: ErrorStatus;
  supportAddress: string | null;
  /** The number to quote to support about a server error; the log has it beside the cause. */
  requestId?: string | null;
  /** The error's own sentence, instead of the general one. */
  sentence?: string;
  /** Null: the person has no page of their own to return to, and the words say whom to ask. */
  homeHref?: string | null;
  homeLabel?: string;
  /** Given when the page can try again without reloading; otherwise the browser has to reload. */
  onRetry?: () => void;
};

type Words = { title: string; what: string; next: string };

const FAULT: Words = {
  title: 'Something went wrong on our side',
  what: 'The page could not be shown. What you saved before is safe.',
  next: 'Try again. If it happens again, email us.',
};

const REFUSAL: Words = {
  title: 'That did not work',
  what: 'We could not use what was sent. What you saved before is safe.',
  next: 'Go back, check what you entered and try again.',
};

const WORDS: Record<number, Words> = {
  401: {
    title: 'Sign in to continue',
    what: 'You need to sign in to see this page.',
    next: 'Sign in, then come back to this page.',
  },
  403: {
    title: 'You do not have access to this page',
    what: 'You are signed in, but this page is for people with a different role.',
    next: 'Go back, or email us and say which page you need for your work.',
  },
  404: {
    title: 'Page not found',
    what: 'There is nothing at this address. It may have been removed, or the address may be incomplete.',
    next: 'Check the address if you typed it, or find the event in your list.',
  },
  429: {
    title: 'Too many attempts',
    what: 'To protect accounts, we paused your requests for a moment. Nothing you saved was lost.',
    next: 'Wait a minute, then try again.',
  },
  503: {
    title: 'PDUPS is not available right now',
    what: 'The system is busy or under maintenance. What you saved before is safe.',
    next: 'Try again in a few minutes.',
  },
};

/** Says what happened, what to do and whom to ask. The caller provides the frame and the status code. */
export function ErrorPage({
  status,
  supportAddress,
  requestId,
  sentence,
  homeHref = '/',
  homeLabel = 'Go to the start page',
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
          If you email us, include this number: <strong className="wrap-anywhere">{requestId}</strong>
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
