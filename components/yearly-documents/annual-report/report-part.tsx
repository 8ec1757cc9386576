import type { ReactNode } from 'react';

const STATES = {
  done: { look: 'reported', words: 'Done' },
  missing: { look: 'count-due', words: 'Missing' },
  later: { look: 'upcoming', words: 'Later' },
  check: { look: 'running', words: 'Check this' },
} as const;

export type PartState = keyof typeof STATES;

type Props = { number: number; title: string; state: PartState | null; children: ReactNode };

/** One of the five parts of an annual report, with whether it is done. */
export function ReportPart({ number, title, state, children }: Props) {
  return (
    <section>
      <h2>
        {number}. {title} {state && <span className={`tag tag-${STATES[state].look}`}>{STATES[state].words}</span>}
      </h2>
      {children}
    </section>
  );
}
