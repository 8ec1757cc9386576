import { writeAnchor } from '@/lib/audit/anchors';
import { env } from '@/lib/platform/env';
import { defineJob, scheduledPayload } from './define-job';

export const writeAuditAnchor = defineJob({
  name: 'audit_anchor',
  payload: scheduledPayload,
  queue: 'upkeep',
  maxAttempts: 3,
  maxSeconds: 120,
  run: async (ctx) => {
    const { DATA_DIR, AUDIT_ANCHOR_EMAIL } = env();
    await writeAnchor(ctx, { dataDir: DATA_DIR, mailTo: AUDIT_ANCHOR_EMAIL || null });
  },
});
