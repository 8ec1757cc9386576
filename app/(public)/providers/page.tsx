import type { Metadata } from 'next';
import { publicPage } from '@/app/_edges/public-page';
import { PageHeader } from '@/components/page-header';
import { DirectoryTable } from '@/components/providers/directory-table';
import { ProviderFilters } from '@/components/providers/provider-filters';
import { NoProviders, ProviderPager } from '@/components/providers/provider-pages';
import { providerWords } from '@/lib/platform/provider-words';
import { listDirectory } from '@/lib/providers/directory';
import { providerListHref, providerListSchema } from '@/lib/providers/list-query';

export function generateMetadata(): Metadata {
  const { many } = providerWords();
  return {
    title: `Approved ${many}`,
    description: `Approved ${many} of professional development, listed by Montana’s Office of Public Instruction.`,
  };
}

const LIST = '/providers';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Lets anybody find an approved provider (M26). */
export default publicPage(async (visit, { searchParams }: Props) => {
  const { many } = providerWords();
  const query = providerListSchema.parse(await searchParams);
  const { entries, next } = await listDirectory(visit, query);
  return (
    <>
      <PageHeader
        title={`Approved ${many}`}
        lead="Organizations whose professional development counts toward renewing an educator license in Montana."
        action={<a href={providerListHref(`${LIST}/export`, { ...query, after: null })}>Download CSV</a>}
      />
      <p className="mb-4">
        See also the <a href="/rules">rules for {many}</a>, and{' '}
        <a href="/rules#become-a-provider">how an organization becomes one</a>.
      </p>
      <ProviderFilters action={LIST} query={query} />
      {entries.length === 0 ? (
        <NoProviders list={LIST} query={query} />
      ) : (
        <>
          <DirectoryTable entries={entries} />
          <ProviderPager list={LIST} query={query} next={next} />
        </>
      )}
    </>
  );
});
