import { certificateAttachments } from '@/lib/certificates/mail/attachment';
import { currentNotices } from '@/lib/notices/send-notices';
import { DELIVER_BULK_MAIL, DELIVER_MAIL } from '@/lib/platform/job-kinds';
import { deliverMail } from '@/lib/platform/mail/deliver-mail';
import { defineJob, type JobContext } from './define-job';

/** The mail server gets a minute and a half (`MAX_DELIVERY_MS`), a database that is away two (`SAVE_MS`). */
const MAX_SECONDS = 240;

async function run(ctx: JobContext, { mailId }: { mailId: number }): Promise<void> {
  const attachments = (id: number) => certificateAttachments(ctx.db, id);
  await deliverMail({ ...ctx, attachments, current: (mail) => currentNotices(ctx, mail) }, mailId, ctx.lastTry);
}

export const deliverUrgentMail = defineJob({ ...DELIVER_MAIL, queue: 'urgent mail', maxSeconds: MAX_SECONDS, run });

export const deliverBulkMail = defineJob({ ...DELIVER_BULK_MAIL, queue: 'bulk mail', maxSeconds: MAX_SECONDS, run });
