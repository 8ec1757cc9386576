import type { Queryable } from '@/db/client';
import { sumInterimCounts } from '@/db/queries/annual-report';
import { findProvider } from '@/db/queries/providers';
import { reportingYear } from '@/lib/events/reporting-year';
import { yearTotal } from '@/lib/events/year-total';
import type { Day } from '@/lib/platform/clock';
import { dataOf, describeData } from '@/lib/providers/provider-data';
import { providerNotFound } from '@/lib/users/provider-id';
import type { DocumentStatus } from '../list-years';
import type { AgreementState, ReportFacts, ReportSummary } from './report-facts';

type Which = { providerId: number; year: number; today: Day };

/** Returns the numbers of a provider's annual report as they are now. The caller has decided whether the actor may read them. */
export async function readSummary(db: Queryable, { providerId, year, today }: Which): Promise<ReportSummary> {
  const { from, to } = reportingYear(year);
  const [total, interim] = await Promise.all([
    yearTotal(db, { providerId }, { from, to, today }),
    sumInterimCounts(db, { providerId, to }),
  ]);
  return {
    ...total,
    courses: interim.courses,
    coursesCounted: interim.counted,
    courseCertificates: interim.certificates,
  };
}

/** Returns what a provider's annual report says when it is signed now. */
export async function readFacts(
  db: Queryable,
  { agreement, ...which }: Which & { agreement: AgreementState },
): Promise<ReportFacts> {
  const [summary, provider] = await Promise.all([readSummary(db, which), findProvider(db, which.providerId)]);
  if (!provider) throw providerNotFound();
  const data = dataOf(provider);
  return {
    summary,
    contacts: {
      phone: provider.phone,
      mailingAddress: describeData(data, 'mailingAddress'),
      primaryContact: describeData(data, 'primaryContact'),
      deputyContact: describeData(data, 'deputyContact'),
    },
    agreement,
  };
}

/** Returns where the agreement of the year stands, as the report says it. */
export function agreementState({ received, dueOn }: DocumentStatus): AgreementState {
  if (received) return 'received';
  return dueOn === null ? 'not_asked' : 'missing';
}
