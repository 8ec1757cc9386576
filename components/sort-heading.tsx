import type { ReactNode } from 'react';

type SortHeadingProps = {
  children: ReactNode;
  /** The URL that this heading links to: the same list in the other order. */
  href: string;
  /** The list's current order by this column; null when it is sorted by another. */
  sorted?: 'ascending' | 'descending' | null;
  number?: boolean;
};

export function SortHeading({ children, href, sorted, number }: SortHeadingProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <th scope="col" role="columnheader" aria-sort={sorted ?? 'none'} className={number ? 'number' : undefined}>
      <a href={href} className="sort">
        {children}
      </a>
    </th>
  );
}
