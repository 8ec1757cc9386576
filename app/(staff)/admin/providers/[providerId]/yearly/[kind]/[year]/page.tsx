import { personPage } from '@/app/_edges/person-page';
import { titledByRecord } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { ReasonOfStaffForm } from '@/components/providers/reason-of-staff-form';
import { SignedReport } from '@/components/yearly-documents/annual-report/signed-report';
import { DocumentFacts, WithdrawnDocuments } from '@/components/yearly-documents/document-facts';
import { DocumentStatusWords } from '@/components/yearly-documents/document-status';
import { RecordDocumentForm } from '@/components/yearly-documents/record-document-form';
import { reportingYear } from '@/lib/events/reporting-year';
import type { Context } from '@/lib/platform/visit';
import { getProviderName } from '@/lib/providers/staff/get-provider';
import { parseProviderId } from '@/lib/users/provider-id';
import { DOCUMENT_WORDS, type DocumentKind, parseDocument } from '@/lib/yearly-documents/rules';
import { getYearlyDocument } from '@/lib/yearly-documents/staff/get-documents';
import { recordDocumentAction, withdrawDocumentAction } from './actions';

type Params = { providerId: string; kind: string; year: string };
type Props = { params: Promise<Params> };

const titleOf = ({ kind, year }: { kind: DocumentKind; year: number }) =>
  `${DOCUMENT_WORDS[kind]} ${reportingYear(year).label}`;

const addressOf = ({ providerId, kind, year }: Params) => `/admin/providers/${providerId}/yearly/${kind}/${year}`;

export const generateMetadata = titledByRecord<Params>({
  nameOf: (ctx, { providerId }) => getProviderName(ctx, parseProviderId(providerId)),
  kind: 'Provider',
  page: ({ kind, year }) => titleOf(parseDocument(kind, year)),
});

/** Records for staff that a provider's document came, or takes that back. */
export default personPage(['staff'], documentPage, {
  keep: async (because, { params }: Props) => {
    const which = await params;
    return (
      <KeptForm
        because={because}
        action={recordDocumentAction.bind(null, which)}
        address={addressOf(which)}
        saveLabel="Record as received"
        others={[{ action: withdrawDocumentAction.bind(null, which), saveLabel: 'Take back' }]}
      />
    );
  },
});

async function documentPage(ctx: Context, { params }: Props) {
  const which = await params;
  const providerId = parseProviderId(which.providerId);
  const document = parseDocument(which.kind, which.year);
  const { name, withdrawn, signed, ...status } = await getYearlyDocument(ctx, { providerId, ...document });
  const { received } = status;
  const today = ctx.clock.today();
  const back = `/admin/providers/${providerId}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Providers', href: '/admin/providers' },
          { label: name, href: back },
          { label: titleOf(document) },
        ]}
      />
      <PageHeader
        title={titleOf(document)}
        lead={
          <>
            <bdi>{name}</bdi> · <DocumentStatusWords status={status} today={today} />
          </>
        }
      />
      {received ? (
        <>
          <DocumentFacts document={received} />
          {signed && <SignedReport {...signed} />}
          {document.kind === 'report' && (
            <section>
              <h2>Events</h2>
              <p>
                <a href={`${back}/annual-report/${document.year}`}>See its events, with dates, location and schedule</a>
              </p>
            </section>
          )}
          <section>
            <h2>Take back</h2>
            <Inset title="What happens next">
              <p>
                Do this when the document was recorded by mistake, or when the provider has to sign it again. The entry
                stays in the history with your reason. The provider owes the document again, and is reminded of it.
              </p>
            </Inset>
            <ReasonOfStaffForm
              action={withdrawDocumentAction.bind(null, which)}
              address={addressOf(which)}
              backHref={back}
              hint={
                received.row.how === 'signed' ? 'The provider’s managers read it in an email.' : 'Only staff read it.'
              }
              label="Take back"
              danger
              fields={{ documentId: received.row.id }}
            />
          </section>
        </>
      ) : (
        <RecordDocumentForm
          action={recordDocumentAction.bind(null, which)}
          today={today}
          address={addressOf(which)}
          backHref={back}
        />
      )}
      {withdrawn.length > 0 && (
        <section>
          <h2>Recorded and taken back</h2>
          <WithdrawnDocuments documents={withdrawn} />
        </section>
      )}
    </>
  );
}
