import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { AskForDataForm } from '@/components/providers/ask-for-data-form';
import { getPlace } from '@/lib/access/place';
import { providerDataForm } from '@/lib/requests/ask-for-provider-data';
import { askForProviderDataAction } from './actions';

export const metadata: Metadata = { title: 'Ask for a change' };

const ADDRESS = '/our-information/change';
const BACK = '/our-information';

/** Asks the agency to change what is on record about the provider (M22). */
export default personPage(
  ['provider'],
  async (ctx) => {
    const form = await providerDataForm(ctx);
    return (
      <>
        <Breadcrumbs crumbs={[{ label: 'Our information', href: BACK }, { label: 'Ask for a change' }]} />
        <PageHeader title="Ask for a change" lead={<bdi>{getPlace(ctx.actor).providerName}</bdi>} />
        {form.undecided === null ? (
          <>
            <Inset title="What happens next">
              <p>
                Change what is wrong, and say why. Agency staff compare both versions; you get an email either way.
                Certificates that were already given out keep what was printed on them.
              </p>
            </Inset>
            <AskForDataForm action={askForProviderDataAction} values={form.values} address={ADDRESS} backHref={BACK} />
          </>
        ) : (
          <Inset title="No new request">
            <p>{form.why}</p>
            <ButtonRow>
              <ButtonLink href={`/requests/${form.undecided}`}>Open the request</ButtonLink>
              <ButtonLink href={BACK} variant="secondary">
                Back to our information
              </ButtonLink>
            </ButtonRow>
          </Inset>
        )}
      </>
    );
  },
  {
    keep: async (because) => (
      <KeptForm because={because} action={askForProviderDataAction} address={ADDRESS} saveLabel="Check the request" />
    ),
  },
);
