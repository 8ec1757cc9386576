import { formatDays } from '@/lib/platform/days';
import type { Email } from '@/lib/platform/mail/email';
import type { NamedFacts } from '@/lib/printing/facts';

/** Writes the email that brings an attendee the certificate. */
export function certificateEmail(facts: NamedFacts): Omit<Email, 'to' | 'certificateId'> {
  const { participantName, title, startsOn, endsOn, providerName, providerPhone, units, serial, verifyUrl } = facts;
  return {
    kind: 'certificate.mailed',
    subject: `Your PDU certificate: ${title}`,
    name: participantName,
    paragraphs: [
      `${providerName} issued your certificate for “${title}” (${formatDays(startsOn, endsOn)}): ${units} professional development ${units === '1' ? 'unit' : 'units'}. It is attached as a PDF. Keep it; you need it to renew your license.`,
      `Its serial number is ${serial}. Anyone you give it to can check that it is valid. Is something wrong on it? Call ${providerName}, ${providerPhone}.`,
    ],
    link: { label: 'Check this certificate', href: verifyUrl },
  };
}

/** Writes the email that brings an attendee the certificate that replaces an earlier one. */
export function correctedCertificateEmail(facts: NamedFacts): Omit<Email, 'to' | 'certificateId'> {
  const { participantName, title, startsOn, endsOn, providerName, providerPhone, units, serial, verifyUrl } = facts;
  return {
    kind: 'certificate.corrected',
    subject: `Your corrected PDU certificate: ${title}`,
    name: participantName,
    paragraphs: [
      `The event “${title}” (${formatDays(startsOn, endsOn)}) was corrected, and your certificate with it: ${units} professional development ${units === '1' ? 'unit' : 'units'}. The new certificate is attached as a PDF. It replaces the one you had, which is no longer valid.`,
      ...('signedBy' in facts ? [] : [`It is not signed yet. Ask ${providerName} to sign it.`]),
      `Its serial number is ${serial}. Is something wrong on it? Call ${providerName}, ${providerPhone}.`,
    ],
    link: { label: 'Check this certificate', href: verifyUrl },
  };
}
