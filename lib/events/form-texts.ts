import type { Visit } from '@/lib/platform/visit';
import type { CertificateTexts } from '@/lib/settings/certificate-texts';
import { settingNow } from '@/lib/settings/read-setting';

/** Sentences that administrators set and the event form shows. */
export type FormTexts = {
  /** What the person confirms by saving. */
  attestation: string;
  /** For the preview of the certificate. */
  texts: CertificateTexts;
};

/** Returns the sentences that apply today. */
export async function formTexts(visit: Pick<Visit, 'db' | 'clock'>): Promise<FormTexts> {
  const [{ statement }, texts] = await Promise.all([settingNow(visit, 'attestation'), settingNow(visit, 'statements')]);
  return { attestation: statement, texts };
}
