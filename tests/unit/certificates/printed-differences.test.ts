import { printedDifferences } from '@/lib/certificates/change/printed-differences';
import type { NamedFacts } from '@/lib/printing/facts';

const FACTS: NamedFacts = {
  participantName: 'Zoë Ñandú',
  participantSchool: '',
  participantNumber: '',
  title: 'Number talks',
  instructor: 'Rosa Whitehorse',
  startsOn: '2026-05-03',
  endsOn: '2026-05-03',
  providerName: 'Big Sky School District',
  providerPhone: '(406) 555-0100',
  location: 'Helena, MT',
  units: '6',
  eventNumber: 7,
  version: 1,
  serial: 'ABCD-EFGH-JKMN',
  verifyUrl: 'https://pdups.example.org/verify/ABCD-EFGH-JKMN',
};

test('a certificate that says the same differs in nothing that is shown', () => {
  expect(printedDifferences(FACTS, { ...FACTS, serial: 'WXYZ-EFGH-JKMN', version: 2, keep: 'Keep it.' })).toEqual([]);
});

test('what a correction changed is shown in the words and the order of the page', () => {
  const after: NamedFacts = {
    ...FACTS,
    participantSchool: 'Helena High School',
    title: 'Number talks in grade 3',
    endsOn: '2026-05-04',
    units: '12',
    signatureId: 1,
    signedBy: 'Kim Lee',
    signedTitle: 'Director',
    signedOn: '2026-05-05',
  };
  expect(printedDifferences(FACTS, after)).toEqual([
    { field: 'School or District', before: null, after: 'Helena High School' },
    { field: 'Title of Activity', before: 'Number talks', after: 'Number talks in grade 3' },
    { field: 'Beginning and Ending Dates of Activity', before: 'May 3, 2026', after: 'May 3–4, 2026' },
    { field: 'Professional Development Units Earned', before: '6', after: '12' },
    { field: 'Printed Name and Title', before: null, after: 'Kim Lee, Director' },
    { field: 'Date', before: null, after: 'May 5, 2026' },
  ]);
});
