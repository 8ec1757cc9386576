import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { publicPage } from '@/app/_edges/public-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { hostOf } from '@/components/providers/directory-table';
import { SummaryList } from '@/components/summary-list';
import { currentVisit } from '@/lib/platform/current-visit';
import { refusalOf } from '@/lib/platform/database';
import { supportAddress } from '@/lib/platform/env';
import { providerWords } from '@/lib/platform/provider-words';
import { getDirectoryEntry } from '@/lib/providers/directory';
import { parseProviderId } from '@/lib/users/provider-id';

type Props = { params: Promise<{ providerId: string }> };

const entryOf = cache(async (id: string) => getDirectoryEntry(await currentVisit(), parseProviderId(id)));

/** Names the provider, so that search engines show it. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  try {
    return { title: (await entryOf((await params).providerId)).name };
  } catch (error) {
    if (!refusalOf(error)) throw error;
    return { title: 'Provider' };
  }
}

/** Shows anybody what is public about an approved provider (M26). */
export default publicPage(async (_visit, { params }: Props) => {
  const { one, many } = providerWords();
  const { name, knownAs, kind, type, standing, mergedInto, closed, place, phone, website } = await entryOf(
    (await params).providerId,
  );
  if (mergedInto !== null) redirect(`/providers/${mergedInto}`);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: `Approved ${many}`, href: '/providers' }, { label: name }]} />
      <PageHeader title={<bdi>{name}</bdi>} lead={`A ${one} of professional development in Montana.`} />
      <SummaryList
        rows={[
          ...(knownAs.length > 0 ? [{ term: 'Also known as', value: <bdi>{knownAs.join(', ')}</bdi> }] : []),
          { term: 'Standing', value: standing },
          { term: 'Kind', value: kind },
          { term: 'Type', value: type },
          { term: 'Place', value: place ?? 'Not on record' },
          { term: 'Phone', value: phone ?? 'Not public' },
          {
            term: 'Website',
            value: website ? (
              <a href={website} rel="nofollow">
                {hostOf(website)}
              </a>
            ) : (
              'Not public'
            ),
          },
        ]}
      />
      <Inset title="Do you have a certificate from this provider?">
        <p>
          <a href="/verify">Check a certificate</a> by its serial number or its file. If something on it is wrong,{' '}
          {closed ? (
            <>
              email <a href={`mailto:${supportAddress()}`}>{supportAddress()}</a>.
            </>
          ) : (
            'ask the provider; its name and phone number are printed on it.'
          )}{' '}
          A change of the provider’s standing takes nothing away from certificates that were already issued.
        </p>
      </Inset>
    </>
  );
});
