import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { DocumentFacts } from '@/components/yearly-documents/document-facts';
import { SignAgreementForm } from '@/components/yearly-documents/sign-agreement-form';
import { reportingYear } from '@/lib/events/reporting-year';
import { formatDay } from '@/lib/platform/days';
import { parseDocument } from '@/lib/yearly-documents/rules';
import { getOwnAgreement } from '@/lib/yearly-documents/sign-agreement';
import { signAgreementAction } from './actions';

export const metadata: Metadata = { title: 'Yearly agreement' };

type Props = { params: Promise<{ year: string }> };

const addressOf = (year: string) => `/our-information/agreement/${year}`;

/** Shows the yearly agreement to a manager of the provider, who signs it for the provider. */
export default personPage(
  ['provider'],
  async (ctx, { params }: Props) => {
    const { year: given } = await params;
    const { year } = parseDocument('agreement', given);
    const { statement, dueOn, received, providerId, providerName } = await getOwnAgreement(ctx, year);
    const title = `Yearly agreement ${reportingYear(year).label}`;
    return (
      <>
        <Breadcrumbs crumbs={[{ label: 'Our information', href: '/our-information' }, { label: title }]} />
        <PageHeader
          title={title}
          lead={
            <>
              <bdi>{providerName}</bdi>
              {!received && dueOn && ` · due on ${formatDay(dueOn)}`}
            </>
          }
        />
        {received ? (
          <DocumentFacts document={received} />
        ) : (
          <>
            <Inset title="The agreement">
              <p className="prose-lines">{statement}</p>
            </Inset>
            <p className="mb-4">
              You sign for your organization. PDUPS keeps these words with your name and the day. The rules are under{' '}
              <a href="/rules">Rules for providers</a>.
            </p>
            <SignAgreementForm
              providerId={providerId}
              action={signAgreementAction.bind(null, given)}
              statement={statement}
              providerName={providerName}
              address={addressOf(given)}
              backHref="/our-information"
              key={statement}
            />
          </>
        )}
      </>
    );
  },
  {
    keep: async (because, { params }: Props) => {
      const { year } = await params;
      return (
        <KeptForm
          because={because}
          action={signAgreementAction.bind(null, year)}
          address={addressOf(year)}
          saveLabel="Sign the agreement"
        />
      );
    },
  },
);
