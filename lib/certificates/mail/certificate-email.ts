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
      ...unsignedWords(facts),
      `Its serial number is ${serial}. Anyone you give it to can check that it is valid. Is something wrong on it? Call ${providerName}, ${providerPhone}.`,
    ],
    link: { label: 'Check this certificate', href: verifyUrl },
  };
}

/**
 * Writes the email that brings an attendee the certificates of several sessions of a conference at once.
 * @param units the sum of their units
 */
export function conferenceEmail(
  conference: string,
  certificates: readonly NamedFacts[],
  units: string,
): Omit<Email, 'to' | 'certificateId'> {
  const { participantName, providerName, providerPhone } = certificates[0]!;
  const unit = units === '1' ? 'unit' : 'units';
  const [are, attached] =
    certificates.length === 1
      ? ['is your certificate', 'It is attached as a PDF. Keep it; you need it']
      : [`are your ${certificates.length} certificates`, 'Each is attached as a PDF. Keep them; you need them'];
  return {
    kind: 'certificate.conference_mailed',
    subject: `Your PDU certificates: ${conference}`,
    name: participantName,
    paragraphs: [
      `Here ${are} from “${conference}” by ${providerName}: ${units} professional development ${unit} in all. ${attached} to renew your license.`,
      ...certificates.map(
        ({ title, startsOn, endsOn, units: own, serial, ...facts }) =>
          `“${title}” (${formatDays(startsOn, endsOn)}): ${own} ${own === '1' ? 'PDU' : 'PDUs'}, serial ${serial}${'signedBy' in facts ? '' : ', not signed yet'}.`,
      ),
      ...(certificates.every((facts) => 'signedBy' in facts)
        ? []
        : [
            `Section IV of a certificate that is not signed yet is blank. Ask ${providerName} to sign the printed certificate before you use it.`,
          ]),
      `Anyone you give a certificate to can check its serial number. Is something wrong? Call ${providerName}, ${providerPhone}.`,
    ],
    link: { label: 'Check a certificate', href: certificates[0]!.verifyUrl },
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
      ...unsignedWords(facts),
      `Its serial number is ${serial}. Is something wrong on it? Call ${providerName}, ${providerPhone}.`,
    ],
    link: { label: 'Check this certificate', href: verifyUrl },
  };
}

/** Writes the email that says that the attendee's certificate of a canceled event is no longer valid. */
export function revokedCertificateEmail(facts: NamedFacts): Omit<Email, 'to' | 'certificateId'> {
  const { participantName, title, startsOn, endsOn, providerName, providerPhone, serial, verifyUrl } = facts;
  return {
    kind: 'certificate.revoked',
    subject: `Your PDU certificate is no longer valid: ${title}`,
    name: participantName,
    paragraphs: [
      `The event “${title}” (${formatDays(startsOn, endsOn)}) by ${providerName} was canceled, and your certificate with the serial number ${serial} was revoked. It no longer counts when you renew your license.`,
      `Did you take part in the event? Call ${providerName}, ${providerPhone}.`,
    ],
    link: { label: 'Check this certificate', href: verifyUrl },
  };
}

/** Returns what the holder of a certificate has to do that its provider did not sign digitally (M12). */
function unsignedWords(facts: NamedFacts): string[] {
  return 'signedBy' in facts
    ? []
    : [
        `It is not signed yet: Section IV is blank. Ask ${facts.providerName} to sign the printed certificate before you use it.`,
      ];
}
