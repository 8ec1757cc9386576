import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { insertSetting } from '@/db/queries/settings';
import { insertYearlyDocument } from '@/db/queries/yearly-documents';
import { providers, users } from '@/db/schema';
import { reportingYearOf } from '@/lib/events/reporting-year';
import type { Clock, Day } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { defaultOf } from '@/lib/settings/definitions';
import { readFacts } from '@/lib/yearly-documents/annual-report/read-facts';
import { missingFrom, type SignedFacts } from '@/lib/yearly-documents/annual-report/report-facts';
import { PROVIDERS } from './demo-providers';

type Received = {
  from: keyof typeof PROVIDERS;
  kind: 'agreement' | 'report';
  yearsAgo: 0 | 1;
  how: 'signed' | 'email';
};

/** The district has done everything; the vendor owes its report of last year, and the college everything. */
const RECEIVED: Received[] = [
  { from: 'district', kind: 'agreement', yearsAgo: 1, how: 'email' },
  { from: 'district', kind: 'report', yearsAgo: 1, how: 'signed' },
  { from: 'district', kind: 'agreement', yearsAgo: 0, how: 'signed' },
  { from: 'vendor', kind: 'agreement', yearsAgo: 1, how: 'email' },
  { from: 'vendor', kind: 'agreement', yearsAgo: 0, how: 'email' },
];

/** How many days after July 1 a document came, if that day has come. */
const DAYS_INTO_YEAR = 70;

/** Adds the yearly agreements and annual reports that the agency received in this reporting year and the one before. */
export async function addDemoYearly(tx: Transaction, clock: Clock): Promise<void> {
  const today = clock.today();
  const { start, from } = reportingYearOf(today);
  const idOf = async (username: string) => {
    const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.username, username));
    return user!.id;
  };
  const [staff, administrator, manager] = [await idOf('rstaff'), await idOf('cadmin'), await idOf('jdoe')];
  const value = { ...defaultOf('yearly'), firstYear: String(start - 1) };
  const reason = 'The demo begins with last year.';
  const effectiveOn = addDays(from, -365);
  await insertSetting(tx, { name: 'yearly', value, effectiveOn, reason, setBy: administrator, setAt: clock.now() });
  const came = (yearsAgo: number): Day => {
    return [addDays(from, DAYS_INTO_YEAR - 365 * yearsAgo), today].sort()[0]!;
  };
  for (const { from: name, kind, yearsAgo, how } of RECEIVED) {
    const [provider] = await tx
      .select({ id: providers.id })
      .from(providers)
      .where(eq(providers.name, PROVIDERS[name].name));
    // A report comes after its year.
    const receivedOn = came(kind === 'report' ? yearsAgo - 1 : yearsAgo);
    const document = { providerId: provider!.id, kind, year: start - yearsAgo };
    const words = kind === 'report' ? value.reportStatement : value.agreement;
    await insertYearlyDocument(tx, {
      ...document,
      receivedOn,
      how,
      statement: how === 'signed' ? words : null,
      facts: how === 'signed' && kind === 'report' ? await signedFacts(tx, document, receivedOn) : null,
      recordedBy: how === 'signed' ? manager : staff,
      recordedAt: new Date(`${receivedOn}T17:00:00Z`),
    });
  }
}

async function signedFacts(
  tx: Transaction,
  { providerId, year }: { providerId: number; year: number },
  today: Day,
): Promise<SignedFacts> {
  const facts = await readFacts(tx, { providerId, year, today, agreement: 'received' });
  const isComplete = missingFrom(facts).length === 0;
  return {
    ...facts,
    whyIncomplete: isComplete ? null : 'The instructor of the last event was ill. The counts follow.',
  };
}
