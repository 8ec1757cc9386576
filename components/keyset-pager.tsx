import type { ReactNode } from 'react';

type KeysetPagerProps = {
  previousHref?: string | null;
  nextHref?: string | null;
  label: string;
  /** What this page shows: "50 of 1,204 events". */
  summary?: ReactNode;
};

/** Links to the previous and next page. Pages follow each other by key, so there are no page numbers. */
export function KeysetPager({ previousHref, nextHref, label, summary }: KeysetPagerProps) {
  if (!previousHref && !nextHref && !summary) return null;
  return (
    <nav aria-label={label} className="pager">
      <p>{summary}</p>
      {(previousHref || nextHref) && (
        <ul>
          {previousHref && (
            <li>
              <a href={previousHref} rel="prev" className="button button-secondary">
                Previous
              </a>
            </li>
          )}
          {nextHref && (
            <li>
              <a href={nextHref} rel="next" className="button button-secondary">
                Next
              </a>
            </li>
          )}
        </ul>
      )}
    </nav>
  );
}
