import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { ListingLinks, ReportParts } from '@/components/yearly-documents/annual-report/report-parts';
import { SignReportForm } from '@/components/yearly-documents/annual-report/sign-report-form';
import { SignedReport } from '@/components/yearly-documents/annual-report/signed-report';
import { DocumentFacts } from '@/components/yearly-documents/document-facts';
import { DocumentStatusWords } from '@/components/yearly-documents/document-status';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { formatDay } from '@/lib/platform/days';
import type { SignedInContext } from '@/lib/platform/visit';
import { getOwnReport, type OwnReport } from '@/lib/yearly-documents/annual-report/own-report';
import { factsText } from '@/lib/yearly-documents/annual-report/report-facts';
import { MAX_WHY } from '@/lib/yearly-documents/annual-report/sign-report';
import { parseDocument, whyNotSignable } from '@/lib/yearly-documents/rules';
import { signReportAction } from './actions';

export const metadata: Metadata = { title: 'Annual report' };

const SAVED = { signed: 'The annual report is signed. The agency has it now.' };

type Props = { params: Promise<{ year: string }>; searchParams: Promise<{ saved?: string | string[] }> };

const addressOf = (year: string) => `/annual-report/${year}`;

/** Shows the provider's annual report of a year, filled in from its events, which a manager signs (ARM 10.57.216). */
export default personPage(['provider'], reportPage, {
  keep: async (because, { params }: Props) => {
    const { year } = await params;
    return (
      <KeptForm
        because={because}
        action={signReportAction.bind(null, year)}
        address={addressOf(year)}
        saveLabel="Sign the report"
      />
    );
  },
});

async function reportPage(ctx: SignedInContext, { params, searchParams }: Props) {
  const { year: given } = await params;
  const report = await getOwnReport(ctx, parseDocument('report', given).year);
  const { providerName, year, signed, changes } = report;
  const { received } = report.report;
  const today = ctx.clock.today();
  const title = `Annual report ${year.label}`;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Our information', href: '/our-information' }, { label: title }]} />
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title={title}
        lead={
          <>
            <bdi>{providerName}</bdi> · <DocumentStatusWords status={report.report} today={today} />
          </>
        }
      />
      {received ? (
        <>
          <DocumentFacts document={received} />
          {signed && <SignedReport facts={signed} changes={changes} />}
          <section>
            <h2>Events</h2>
            <ListingLinks year={year.start} />
          </section>
        </>
      ) : (
        <>
          {report.takenBack && (
            <Inset title={`The agency took back the report that was signed on ${formatDay(report.takenBack.signedOn)}`}>
              <p className="prose-lines" dir="auto">
                {report.takenBack.reason}
              </p>
            </Inset>
          )}
          <p>
            PDUPS fills in what the agency asks for from your events. Add what is missing, check the rest, and a manager
            signs once at the end. The rule is ARM 10.57.216, under <a href="/rules">Rules for providers</a>.
          </p>
          <ReportParts
            report={report}
            today={today}
            manages={whyNotAllowed(ctx.actor, 'yearly_document.sign') === null}
            records={whyNotAllowed(ctx.actor, 'event.report') === null}
          />
          <section>
            <h2 id="sign">Sign</h2>
            <Signing ctx={ctx} report={report} given={given} />
          </section>
        </>
      )}
    </>
  );
}

function Signing({ ctx, report, given }: { ctx: SignedInContext; report: OwnReport; given: string }) {
  const why = whyNotSignable(report.year, ctx.clock.today()) ?? whyNotAllowed(ctx.actor, 'yearly_document.sign');
  if (why) {
    return (
      <Inset title="What happens next">
        <p>{why}</p>
      </Inset>
    );
  }
  return (
    <>
      <Inset title="What you sign">
        <p className="prose-lines">{report.statement}</p>
      </Inset>
      <p className="mb-4">
        PDUPS keeps the summary, the contacts and these words as they are now, with your name and the day. If an event
        changes later, the agency sees both.
      </p>
      <SignReportForm
        providerId={report.providerId}
        action={signReportAction.bind(null, given)}
        statement={report.statement}
        shown={factsText(report.facts)}
        missing={report.missing}
        providerName={report.providerName}
        maxWhy={MAX_WHY}
        address={addressOf(given)}
      />
    </>
  );
}
