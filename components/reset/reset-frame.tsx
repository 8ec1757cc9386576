import type { ReactNode } from 'react';

type ResetFrameProps = {
  title: string;
  lead?: ReactNode;
  /** Which of the four steps this page is; omitted after the last. */
  step?: 1 | 2 | 3 | 4;
  supportAddress: string;
  children: ReactNode;
};

/** Frames each page of the reset flow: the progress so far, and where to get help (M6). */
export function ResetFrame({ title, lead, step, supportAddress, children }: ResetFrameProps) {
  return (
    <div className="sign-in">
      {step && <p className="mb-1 text-sm text-ink-muted">Step {step} of 4</p>}
      <h1>{title}</h1>
      {lead && <p>{lead}</p>}
      <div className="mt-6">{children}</div>
      <p className="mt-8 text-sm text-ink-muted">
        Need help? Email <a href={`mailto:${supportAddress}`}>{supportAddress}</a> with your username and your
        provider’s name. Never send a password or a code.
      </p>
    </div>
  );
}
