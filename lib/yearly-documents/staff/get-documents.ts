import { findProvider } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';
import { readSummary } from '../annual-report/read-facts';
import { changesSince, readSignedFacts, type SignedFacts } from '../annual-report/report-facts';
import { type DocumentStatus, type YearlyDocument, type YearOfDocuments, yearsOf } from '../list-years';
import { type DocumentKind, noSuchDocument, whyNoSuchYear } from '../rules';

/**
 * Returns what a provider owes for each reporting year, and what was received. For staff.
 * @throws AppError `forbidden`
 */
export async function listProviderYears(ctx: Context, providerId: number): Promise<YearOfDocuments[]> {
  authorize(ctx, 'provider.list-every');
  return (await yearsOf(ctx, providerId)).years;
}

/** One document of a provider as staff see it, with what was recorded about it and taken back, latest first. */
export type DocumentForStaff = DocumentStatus & {
  name: string;
  withdrawn: YearlyDocument[];
  /** For an annual report that was signed in the product: what it said, and how the numbers have changed since then. */
  signed: { facts: SignedFacts; changes: string[] } | null;
};

/**
 * Returns one document of a provider: its status and what was recorded before. For staff.
 * @throws AppError `forbidden`, or `not_found` when there is no such provider or reporting year
 */
export async function getYearlyDocument(
  ctx: Context,
  { providerId, kind, year }: { providerId: number; kind: DocumentKind; year: number },
): Promise<DocumentForStaff> {
  authorize(ctx, 'yearly_document.record');
  const provider = await findProvider(ctx.db, providerId);
  if (!provider) throw providerNotFound();
  const { years, documents } = await yearsOf(ctx, providerId);
  const { dueOn, received } = years.find((each) => each.year === year)?.[kind] ?? { dueOn: null, received: null };
  const withdrawn = documents.filter(({ row }) => row.kind === kind && row.year === year && row.withdrawnAt !== null);
  if (!received && withdrawn.length === 0 && whyNoSuchYear(kind, year, ctx.clock.today())) throw noSuchDocument();
  const facts = readSignedFacts(received?.row.facts ?? null);
  const now = facts && (await readSummary(ctx.db, { providerId, year, today: ctx.clock.today() }));
  const signed = now && { facts, changes: changesSince(facts.summary, now) };
  return { name: provider.name, dueOn, received, withdrawn, signed };
}
