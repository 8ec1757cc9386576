import type { FormAction } from '../account-area';

export type Acting = { providerName: string; until: string };

/** Frames each page while staff act for a provider, so that no one takes its pages for their own. */
export function ActingBar({ acting, stopAction }: { acting: Acting; stopAction: FormAction }) {
  return (
    <section aria-label="Acting for a provider" className="acting-bar">
      <div className="page-width">
        <p>
          You’re acting for <strong dir="auto">{acting.providerName}</strong>
          <span className="acting-until"> until {acting.until}</span>
        </p>
        <form action={stopAction}>
          <button type="submit" className="acting-stop">
            Stop<span className="sr-only"> acting for this provider</span>
          </button>
        </form>
      </div>
    </section>
  );
}
