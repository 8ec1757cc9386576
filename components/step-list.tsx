import type { ReactNode } from 'react';

export type Step = {
  title: ReactNode;
  state?: 'done' | 'current' | 'next';
  href?: string;
  children?: ReactNode;
};

const STATE_WORDS = { done: 'Done', current: 'You are here', next: '' };

/** Shows the steps of a long process and the progress so far; without states, a plain numbered how-to. */
export function StepList({ steps }: { steps: Step[] }) {
  return (
    <ol className="steps">
      {steps.map(({ title, state, href, children }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is what identifies a step.
          key={index}
          className={state === 'done' ? 'step-done' : undefined}
          aria-current={state === 'current' ? 'step' : undefined}
        >
          <span className="step-mark" aria-hidden="true">
            {state === 'done' ? (
              <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="2.5" aria-hidden="true">
                <path d="m2.5 8.5 3.5 3.5 7.5-8" />
              </svg>
            ) : (
              index + 1
            )}
          </span>
          <div className="step-title">
            {href ? <a href={href}>{title}</a> : <span>{title}</span>}
            {state && STATE_WORDS[state] && <span className="step-state">{STATE_WORDS[state]}</span>}
          </div>
          {children && <div>{children}</div>}
        </li>
      ))}
    </ol>
  );
}
