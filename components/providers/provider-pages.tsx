import { type ProviderListQuery, providerListHref } from '@/lib/providers/list-query';
import { EmptyState } from '../empty-state';
import { KeysetPager } from '../keyset-pager';

type Props = { list: string; query: ProviderListQuery };

/** Says that a list of providers has nothing to show. */
export function NoProviders({ list, query }: Props) {
  return (
    <EmptyState title={query.after ? 'No more providers' : 'No providers found'}>
      {query.after ? (
        <a href={providerListHref(list, { ...query, after: null })}>Back to the first page</a>
      ) : (
        'Try fewer words, or part of a name.'
      )}
    </EmptyState>
  );
}

/** Links to the next page of a list of providers, and back to the first. */
export function ProviderPager({ list, query, next }: Props & { next: number | null }) {
  const href = (after: number | null) => providerListHref(list, { ...query, after });
  return (
    <KeysetPager
      label="Pages of providers"
      nextHref={next ? href(next) : null}
      summary={query.after && <a href={href(null)}>First page</a>}
    />
  );
}
