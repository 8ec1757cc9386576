import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { programOf } from '@/app/_edges/program';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { MissingInterim } from '@/components/courses/missing-interim';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { OwnStandingNotice } from '@/components/providers/own-standing-notice';
import { ProviderDataList } from '@/components/providers/provider-data-list';
import { OwnYears } from '@/components/yearly-documents/own-years';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { listMissingInterim } from '@/lib/courses/list-missing-interim';
import { formatDay } from '@/lib/platform/days';
import { supportAddress } from '@/lib/platform/env';
import { getOwnProvider } from '@/lib/providers/find-own-provider';
import { findOwnStanding } from '@/lib/providers/own-standing';
import { dataOf } from '@/lib/providers/provider-data';
import { PROVIDER_KINDS, typeInWords } from '@/lib/providers/words';
import { listOwnYears } from '@/lib/yearly-documents/own-documents';

export const metadata: Metadata = { title: 'Our information' };

const SAVED = { signed: 'The agreement is signed. The agency has it now.' };

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

/** Shows what is on record about the provider, what it owes the agency each year, and leads to the request for a change (M22). */
export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const provider = await getOwnProvider(ctx);
  const why = whyNotAllowed(ctx.actor, 'request.make_for_provider');
  return (
    <>
      <Breadcrumbs crumbs={[programOf(ctx.actor), { label: 'Our information' }]} />
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title="Our information"
        lead={
          <>
            What the agency has on record about <bdi>{provider.name}</bdi>.
          </>
        }
        action={
          why ? undefined : (
            <ButtonLink href="/our-information/change" variant="secondary">
              Ask for a change
            </ButtonLink>
          )
        }
      />
      <OwnStandingNotice standing={await findOwnStanding(ctx)} supportAddress={supportAddress()} />
      <ProviderDataList
        data={dataOf(provider)}
        more={[
          { term: 'Type', value: `${PROVIDER_KINDS[provider.kind]}, ${typeInWords(provider.type).toLowerCase()}` },
          { term: 'Approved', value: provider.approvedOn ? formatDay(provider.approvedOn) : 'Not on record' },
        ]}
      />
      <p>
        <a href={`/providers/${provider.id}`}>See what the public directory shows</a>
      </p>
      <section>
        <h2 id="yearly">Yearly agreement and annual report</h2>
        <OwnYears
          years={await listOwnYears(ctx)}
          today={ctx.clock.today()}
          maySign={whyNotAllowed(ctx.actor, 'yearly_document.sign') === null}
          supportAddress={supportAddress()}
        />
        {whyNotAllowed(ctx.actor, 'event.report') === null && (
          <MissingInterim missing={await listMissingInterim(ctx)} />
        )}
      </section>
      {why && (
        <Inset title="Is something wrong?">
          <p>{why}</p>
        </Inset>
      )}
    </>
  );
});
