import type { ReactNode } from 'react';

type SortHeadingProps = {
  children: ReactNode;
  /** Where choosing this heading leads: the same list in the other order. */
  href: string;
  /** How the list is sorted by this column now; null when it is sorted by another. */
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
