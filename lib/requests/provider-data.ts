import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { findProvider, lockProvider } from '@/db/queries/providers';
import type { Context } from '@/lib/platform/visit';
import {
  changedData,
  DATA_LABELS,
  type DataField,
  dataOf,
  describeData,
  mergedData,
  type ProviderData,
} from '@/lib/providers/provider-data';
import { writeProviderChange } from '@/lib/providers/write-provider-change';
import type { Asked, Kind, Prepared, RequestView, Seen, Viewing } from './kind';

/** The data saved with the request, which were checked when the provider sent it. */
const dataSchema = z.custom<ProviderData>(
  (value) => typeof value === 'object' && value !== null && Object.keys(DATA_LABELS).every((field) => field in value),
);

/** What certificates show of a provider (manual, "Issuing Certificates"; M11). */
const PRINTED: readonly DataField[] = ['name', 'phone'];

const partsOf = ({ asked, basis }: Pick<Asked, 'asked' | 'basis'>) => ({
  asked: dataSchema.parse(asked),
  basis: dataSchema.parse(basis),
});

/** Returns the fields that the provider asked to change, in three versions. */
export async function viewProviderData(ctx: Viewing, request: Asked): Promise<RequestView> {
  const provider = await findProvider(ctx.db, request.providerId);
  if (!provider) throw new Error(`request ${request.id} has no provider`);
  const { asked, basis } = partsOf(request);
  const now = dataOf(provider);
  return {
    event: null,
    saw: String(provider.version),
    fields: changedData(basis, asked).map((field) => ({
      field: DATA_LABELS[field],
      was: describeData(basis, field),
      now: describeData(now, field),
      asked: describeData(asked, field),
    })),
    moved: provider.version !== request.basisVersion,
    isPrinted: changedData(basis, asked).some((field) => PRINTED.includes(field)),
  };
}

/** Locks the provider, and changes its data in the transaction that approves the request. */
export async function prepareProviderData(tx: Transaction, ctx: Context, seen: Seen): Promise<Prepared> {
  const provider = await lockProvider(tx, seen.providerId);
  if (!provider) throw new Error(`request ${seen.id} has no provider`);
  if (String(provider.version) !== seen.saw) return 'moved';
  return {
    apply: async (request) => {
      const data = mergedData(dataOf(provider), partsOf(request));
      await writeProviderChange(tx, ctx, { provider, data, because: { requestId: request.id } });
      return undefined;
    },
  };
}

/** The kind of request that changes what a provider says about itself (manual, "Usernames and Account Access"; M22). */
export const providerData: Kind = { view: viewProviderData, prepare: prepareProviderData };
