import { PROVIDER_EXPORT } from '@/lib/platform/job-kinds';
import { makeExport } from '@/lib/providers/staff/export/make-export';
import { defineJob } from './define-job';

/** Makes an export of a provider's records. A provider with a million events takes minutes. */
export const providerExport = defineJob({
  ...PROVIDER_EXPORT,
  queue: 'upkeep',
  maxSeconds: 3_600,
  run: (ctx, { exportId }) => makeExport(ctx, exportId),
});
