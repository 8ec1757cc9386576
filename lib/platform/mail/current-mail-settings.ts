import path from 'node:path';
import { env, supportAddress } from '../env';
import { type MailSettings, parseMailFrom } from './mail-settings';

/** Returns the mail settings of this process. */
export function currentMailSettings(): MailSettings {
  const { SMTP_URL, MAIL_FROM, BOUNCE_ADDRESS, SUPPORT_ADDRESS, DATA_DIR } = env();
  const from = parseMailFrom(MAIL_FROM) ?? { name: 'PDUPS', address: SUPPORT_ADDRESS };
  return {
    smtpUrl: SMTP_URL || null,
    from: { ...from, name: from.name || 'PDUPS' },
    // Administrators can change it while this process runs.
    get replyTo() {
      const support = supportAddress();
      return from.address === support ? null : support;
    },
    bounceAddress: BOUNCE_ADDRESS || null,
    folder: path.resolve(DATA_DIR, 'mail'),
  };
}
