import { checkLog } from '@/lib/audit/check-log';
import { env } from '@/lib/platform/env';
import { AUDIT_CHECK } from '@/lib/platform/job-kinds';
import { defineJob } from './define-job';

/** Checks the audit log. Ten million entries take a few minutes; the time limit leaves room for a slow machine. */
export const auditCheck = defineJob({
  ...AUDIT_CHECK,
  queue: 'upkeep',
  maxSeconds: 3_600,
  run: (ctx, { checkId }) => checkLog(ctx, { checkId, dataDir: env().DATA_DIR, lastTry: ctx.lastTry }),
});
