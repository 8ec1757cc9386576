import { formatDays } from '@/lib/platform/days';
import type { Letter } from '@/lib/platform/mail/letter';
import type { NamedFacts } from '../facts';

/** The letter that brings an attendee the certificate. */
export function certificateLetter(facts: NamedFacts): Omit<Letter, 'to' | 'certificateId'> {
  const { participantName, title, startsOn, endsOn, providerName, providerPhone, units, serial, verifyUrl } = facts;
  return {
    kind: 'certificate.mailed',
    subject: `Your PDU certificate: ${title}`,
    name: participantName,
    paragraphs: [
      `${providerName} issued your certificate for “${title}” (${formatDays(startsOn, endsOn)}): ${units} professional development ${units === '1' ? 'unit' : 'units'}. It is attached as a PDF. Keep it: you need it to renew your license.`,
      `Its serial is ${serial}. Whoever you give it to can check that it is valid. Is something on it not right? Call ${providerName}, ${providerPhone}.`,
    ],
    link: { label: 'Check this certificate', href: verifyUrl },
  };
}
