import type { ReactNode } from 'react';

type ResetFrameProps = {
  title: string;
  lead?: ReactNode;
  /** Which of the four steps this page is; left out after the last. */
  step?: 1 | 2 | 3 | 4;
  supportAddress: string;
  children: ReactNode;
};

/** The frame of each page on the way to a new password: how far one is, and where to turn (M6). */
export function ResetFrame({ title, lead, step, supportAddress, children }: ResetFrameProps) {
  return (
    <div className="sign-in">
      {step && <p className="mb-1 text-sm text-ink-muted">Step {step} of 4</p>}
      <h1>{title}</h1>
      {lead && <p>{lead}</p>}
      <div className="mt-6">{children}</div>
      <p className="mt-8 text-sm text-ink-muted">
        Does this not work for you? Write to <a href={`mailto:${supportAddress}`}>{supportAddress}</a> with your
        username and your provider’s name. Never send a password or a code.
      </p>
    </div>
  );
}
