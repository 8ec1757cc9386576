import {
  certificateEmail,
  conferenceEmail,
  correctedCertificateEmail,
} from '@/lib/certificates/mail/certificate-email';
import type { NamedFacts } from '@/lib/printing/facts';

const UNSIGNED = {
  participantName: 'Zoë Ñandú',
  title: 'Number talks',
  startsOn: '2026-05-03',
  endsOn: '2026-05-03',
  providerName: 'Big Sky School District',
  providerPhone: '(406) 555-0100',
  units: '6',
  serial: 'ABCD-EFGH-JKMN',
  verifyUrl: 'https://pdups.example.org/verify/ABCD-EFGH-JKMN',
} as NamedFacts;
const SIGNED: NamedFacts = {
  ...UNSIGNED,
  signatureId: 1,
  signedBy: 'Kim Lee',
  signedTitle: 'Director',
  signedOn: '2026-05-04',
};

const ASK = 'Ask Big Sky School District to sign the printed certificate before you use it.';

test.each([
  ['a certificate', certificateEmail],
  ['a corrected certificate', correctedCertificateEmail],
  ['the certificates of a conference', (facts: NamedFacts) => conferenceEmail('Spring', [SIGNED, facts], '12')],
])('the email with %s says when it still has to be signed', (_what, write) => {
  expect(write(UNSIGNED).paragraphs.join(' ')).toContain(ASK);
  expect(write(SIGNED).paragraphs.join(' ')).not.toContain('sign the printed certificate');
});

test('of several certificates, the email says which is not signed', () => {
  const { paragraphs } = conferenceEmail('Spring', [SIGNED, UNSIGNED], '12');
  expect(paragraphs.filter((paragraph) => paragraph.endsWith(', not signed yet.'))).toHaveLength(1);
});
