import { X509Certificate } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { causesFrom } from '@/db/queries/notice-causes';
import { listSigningCertificates } from '@/db/queries/signing-certificates';
import { type Day, dayInMontana } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import type { NoticeKind } from './kind';

/** As many hexadecimal digits as a number is exact for. */
const DIGITS = 12;

/**
 * Returns the certificate that signs now, if it was given to the product: the one that signed first most recently. One
 * that the product made itself is replaced by the product (a year before it expires), so nobody needs to do anything.
 */
async function certificatesEnding(db: Queryable, today: Day) {
  const der = (await listSigningCertificates(db)).at(-1);
  if (!der) return [];
  const certificate = new X509Certificate(der);
  const since = dayInMontana(certificate.validToDate);
  if (certificate.issuer === certificate.subject || since < today) return [];
  const subjectId = Number.parseInt(certificate.fingerprint256.replaceAll(':', '').slice(0, DIGITS), 16);
  return [{ subjectId, since, title: 'The signing certificate of this system' }];
}

/** The certificate whose key signs PDFs expires; after that, no certificate can be signed. */
export const signingKeyEnds: NoticeKind = {
  name: 'signing_key_ends',
  side: 'agency',
  urgent: true,
  steps: 'signingKey',
  counted: 'before',
  escalates: false,
  waitsFrom: 'steps',
  cause: async ({ db, today }) => causesFrom(await certificatesEnding(db, today)),
  forSeniors: true,
  canWait: false,
  canBeOff: false,
  title: 'Signing certificate that expires',
  about: 'The certificate whose key signs PDFs expires. For administrators.',
  heading: () => 'The signing certificate expires',
  list: { label: 'System', path: '/admin/system' },
  line: ({ title, since }) => ({
    title,
    text: `Expires on ${formatDay(since)}. From then on, no certificate can be signed digitally. Ask the people who run the server to install a new one before that day.`,
    label: 'Open System',
    path: '/admin/system',
  }),
};
