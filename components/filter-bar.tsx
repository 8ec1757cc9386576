import type { ReactNode } from 'react';
import { Button } from './button';

type FilterBarProps = {
  action: string;
  label: string;
  /** The text search, always visible. */
  search: ReactNode;
  /** Further filters, collapsed until one is in use. */
  children?: ReactNode;
  /** How many of the collapsed filters are in use. */
  activeCount?: number;
  /** The list without any filter; set when there is something to clear. */
  clearHref?: string | null;
};

/** A GET form, because the URL is the whole state of the list and can be bookmarked, shared and returned to. */
export function FilterBar({ action, label, search, children, activeCount = 0, clearHref }: FilterBarProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: school laptops still run browsers that do not support <search>.
    <form role="search" action={action} method="get" aria-label={label} className="filter-bar">
      <div className="filter-search">
        {search}
        <Button variant="secondary">Search</Button>
        {clearHref && (
          <a href={clearHref} className="button button-quiet">
            Clear filters
          </a>
        )}
      </div>
      {children && (
        <details className="filter-more" open={activeCount > 0}>
          <summary className="chevron">{activeCount > 0 ? `Filters (${activeCount} in use)` : 'More filters'}</summary>
          <div className="filter-fields">{children}</div>
        </details>
      )}
    </form>
  );
}
