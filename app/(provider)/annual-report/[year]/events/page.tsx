import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { PageHeader } from '@/components/page-header';
import { ReportListing } from '@/components/yearly-documents/annual-report/report-listing';
import { firstOf } from '@/lib/platform/lists/address';
import { listingPosition, listReportEvents } from '@/lib/yearly-documents/annual-report/list-events';
import { parseDocument } from '@/lib/yearly-documents/rules';

export const metadata: Metadata = { title: 'Events of the annual report' };

type Props = { params: Promise<{ year: string }>; searchParams: Promise<{ after?: string | string[] }> };

/** Lists the events of the provider's annual report with what ARM 10.57.216 asks for. */
export default personPage(['provider'], async (ctx, { params, searchParams }: Props) => {
  const { year } = parseDocument('report', (await params).year);
  const after = listingPosition.read(firstOf(await searchParams, 'after'));
  const listed = await listReportEvents(ctx, { year, providerId: 'own' }, after);
  const report = `/annual-report/${year}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Our information', href: '/our-information' },
          { label: `Annual report ${listed.year.label}`, href: report },
          { label: 'Events' },
        ]}
      />
      <PageHeader
        title={`Events of ${listed.year.label}`}
        lead="What the annual report lists. The names of the participants stay on your rosters, which you keep."
        action={
          <ButtonLink href={`${report}/export`} variant="secondary">
            Download CSV
          </ButtonLink>
        }
      />
      <ReportListing
        listed={listed}
        path={`${report}/events`}
        eventHref={(id) => `/events/${id}`}
        isFirst={after === null}
      />
    </>
  );
});
