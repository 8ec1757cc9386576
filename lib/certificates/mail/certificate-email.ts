import { formatDays } from '@/lib/platform/days';
import type { Email } from '@/lib/platform/mail/email';
import type { NamedFacts } from '../facts';

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
