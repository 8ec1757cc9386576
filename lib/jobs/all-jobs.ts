import { auditCheck } from './audit-check';
import type { DefinedJob } from './define-job';
import { deliverBulkMail, deliverUrgentMail } from './deliver-mail';
import { issuingRun } from './issuing-run';
import { noteCountsDueJob } from './note-counts-due';
import { planNoticesJob, sendNoticesJob } from './notices';
import { providerExport } from './provider-export';
import { purgeJob } from './purge';
import { sendSlowWebhook, sendWebhook } from './send-webhook';
import { writeAuditAnchor } from './write-audit-anchor';

/** Every job of the product. */
export const ALL_JOBS: readonly DefinedJob[] = [
  deliverUrgentMail,
  deliverBulkMail,
  issuingRun,
  sendWebhook,
  sendSlowWebhook,
  writeAuditAnchor,
  auditCheck,
  providerExport,
  noteCountsDueJob,
  planNoticesJob,
  sendNoticesJob,
  purgeJob,
];
