'use client';

import { useEffect, useRef } from 'react';
import { useFormStatus } from 'react-dom';

export type FieldProblem = {
  /** The field's id (by default its name). Omitted: the problem applies to the whole form. */
  field?: string;
  message: string;
  /** Signing in again helps. It opens in another tab, because this one contains what was typed. */
  signIn?: boolean;
};

/** Begins the title of a page whose form was refused; the server adds it to pages without JavaScript. */
const ERROR_IN_TITLE = 'Error: ';

type ErrorSummaryProps = { problems: FieldProblem[]; title?: string };

/**
 * Takes the focus whenever a list of problems arrives, even the same list again: otherwise, far from the summary, a
 * save that fails for the second time would look like a button that does nothing. `autofocus` does the same without
 * JavaScript.
 */
export function ErrorSummary({ problems, title = 'There is a problem' }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const { pending } = useFormStatus();
  const said = problems.map(({ message }) => message).join('\n');

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new set of problems is a new reason to speak.
  useEffect(() => {
    if (!pending) box.current?.focus();
  }, [said, pending]);

  useErrorTitle(problems.length > 0);

  if (problems.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: after a failed save the problems are what the person came back for.
    <div ref={box} className="error-summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{title}</h2>
      <ul>
        {problems.map(({ field, message, signIn }) => (
          <li key={`${field}${message}`}>
            {field ? <a href={`#${field}`}>{message}</a> : message}
            {signIn && <SignInAgain />}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Says in the page's title that there is a problem, for people who hear the title first or look at the tab. */
function useErrorTitle(isWrong: boolean): void {
  useEffect(() => {
    if (!isWrong) return;
    if (!document.title.startsWith(ERROR_IN_TITLE)) document.title = ERROR_IN_TITLE + document.title;
    return () => {
      document.title = document.title.replace(ERROR_IN_TITLE, '');
    };
  }, [isWrong]);
}

function SignInAgain() {
  return (
    <>
      {' '}
      What you typed is still here.{' '}
      <a href="/sign-in" target="_blank" rel="noopener">
        Sign in (opens in a new tab)
      </a>
      , then come back and save.
    </>
  );
}
