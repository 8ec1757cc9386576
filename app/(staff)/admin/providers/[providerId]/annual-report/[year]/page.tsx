import { personPage } from '@/app/_edges/person-page';
import { titledByRecord } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { PageHeader } from '@/components/page-header';
import { ReportListing } from '@/components/yearly-documents/annual-report/report-listing';
import { firstOf } from '@/lib/platform/lists/address';
import { getProviderName } from '@/lib/providers/staff/get-provider';
import { parseProviderId } from '@/lib/users/provider-id';
import { listingPosition, listReportEvents } from '@/lib/yearly-documents/annual-report/list-events';
import { parseDocument } from '@/lib/yearly-documents/rules';

type Params = { providerId: string; year: string };
type Props = { params: Promise<Params>; searchParams: Promise<{ after?: string | string[] }> };

export const generateMetadata = titledByRecord<Params>({
  nameOf: (ctx, { providerId }) => getProviderName(ctx, parseProviderId(providerId)),
  kind: 'Provider',
  page: 'Events of the annual report',
});

/** Lists for staff the events of a provider's annual report with what ARM 10.57.216 asks for. */
export default personPage(['staff'], async (ctx, { params, searchParams }: Props) => {
  const given = await params;
  const { year } = parseDocument('report', given.year);
  const providerId = parseProviderId(given.providerId);
  const after = listingPosition.read(firstOf(await searchParams, 'after'));
  const listed = await listReportEvents(ctx, { year, providerId }, after);
  const provider = `/admin/providers/${providerId}`;
  const path = `${provider}/annual-report/${year}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Providers', href: '/admin/providers' },
          { label: listed.providerName, href: provider },
          { label: `Annual report ${listed.year.label}`, href: `${provider}/yearly/report/${year}` },
          { label: 'Events' },
        ]}
      />
      <PageHeader
        title={`Events of ${listed.year.label}`}
        lead={
          <>
            <bdi>{listed.providerName}</bdi>, as they are now. The names of the participants are on the rosters: open an
            event to read its roster, which is logged.
          </>
        }
        action={
          <ButtonLink href={`${path}/export`} variant="secondary">
            Download CSV
          </ButtonLink>
        }
      />
      <ReportListing listed={listed} path={path} eventHref={(id) => `/admin/events/${id}`} isFirst={after === null} />
    </>
  );
});
