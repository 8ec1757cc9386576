import { attendeeName } from '@/lib/attendees/attendee-input';
import { readAnswerFields } from '@/lib/evaluations/answer-input';
import { fieldOfQuestion } from '@/lib/evaluations/questions';
import { learnerId } from '@/lib/learning-systems/learner';
import {
  hasSocialSecurityNumber,
  isBelowSocialSecurityHeading,
  isSocialSecurityHeading,
  isSocialSecurityLabel,
  mayHaveSocialSecurityNumber,
  withoutSocialSecurityNumbers,
} from '@/lib/platform/social-security-number';
import { lineOfText, optionalParagraphsOfText, paragraphsOfText } from '@/lib/platform/text';
import { safeFileName } from '@/lib/requests/files/file-name';

const SPELLINGS = [
  '123-45-6789',
  '123 45 6789',
  '123.45.6789',
  '123/45/6789',
  '123_45_6789',
  '123–45–6789',
  '123‑45‑6789',
  '123−45−6789',
  '123ー45ー6789',
  '123\u00ad45\u00ad6789',
  '123\u00a045\u00a06789',
  '123 - 45 - 6789',
  '123-45 6789',
  '１２３－４５－６７８９',
  '١٢٣-٤٥-٦٧٨٩',
  '१२३-४५-६७८९',
  '①②③-④⑤-⑥⑦⑧⑨',
  '𝟏𝟐𝟑-𝟒𝟓-𝟔𝟕𝟖𝟗',
  'SSN123456789',
  'SSN: 123 456 789',
  'ssn no. 123456789',
  'S.S.N. 123456789',
  'SS# 123456789',
  'SS No. 123456789',
  'Social Security number is 123456789',
  'SSN of the host: 123456789',
  'Soc. Sec. No.: 123456789',
  'Seguro Social: 123456789',
  'Sécurité sociale : 123456789',
];

test.each(SPELLINGS)('“%s” is refused in every text, and recognized behind other words', (text) => {
  const said = `My number (${text}) is for the certificate.`;
  expect(hasSocialSecurityNumber(text)).toBe(true);
  for (const schema of [lineOfText, paragraphsOfText, optionalParagraphsOfText]) {
    const read = schema({ label: 'The answer', max: 500 }).safeParse(said);
    expect(read.error?.issues[0]?.message).toMatch(/Social Security number|invisible character/);
  }
  expect(withoutSocialSecurityNumbers(said)).not.toMatch(/\p{N}{3}.*\p{N}{4}/u);
});

test.each([
  'Call 406-555-0123 or (406) 555 0123',
  'Helena, MT 59601-1234',
  'Order 123456789',
  'Rooms 101, 10/2026 and 102',
  'EDU 501 10/2026',
  'May 3, 2026, 9:00–12:15',
  '2026-05-03T21:30:00-06:00',
  'ISBN 978-0-13-468599-1',
  'Tax ID 81-1234567',
  'The Social Security Act (Public Law 74-271, 1935)',
  'Social studies 7–12, SSN not required. Call 406-555-0123',
  'Class no. 123456789',
  'SSN not needed; order 123456789',
  'K7Q3-9F2M-XT4W',
  'Fee: $150.00. 2026 members pay less',
  'The fee is $150.25 - 2026 rates apply',
  'The fee is $150.25. 2026 members pay less',
  'EDU 501 10-2026',
  'EDU-501-06-2026',
  'EDU501_06_2026',
  'ISBN 978-84-3760-494-7',
  'Serial 000-12-3456, 123-00-4567, 123-45-0000',
])('“%s” is an ordinary text', (text) => {
  expect(hasSocialSecurityNumber(text)).toBe(false);
  expect(withoutSocialSecurityNumbers(text)).toBe(text);
  expect(lineOfText({ label: 'The title', max: 500 }).safeParse(text).success).toBe(true);
});

test('nine digits in one piece count only in a field about a person', () => {
  expect(hasSocialSecurityNumber('123456789')).toBe(false);
  expect(mayHaveSocialSecurityNumber('Ana １２３４５６７８９')).toBe(true);
  expect(attendeeName.safeParse('Ana 123456789').success).toBe(false);
});

test.each([
  'SSN',
  'ssn #',
  'SSN (last 4)',
  'Employee SSN',
  'EmployeeSSN',
  'emp_ssn',
  'S.S.N.',
  'SS#',
  'SS No.',
  'Social Security',
  'Social Security No.',
  'SocialSecurityNumber',
  'Soc Sec #',
  'Social #',
  'Número de Seguro Social',
  'ITIN',
  'Numéro de sécurité sociale',
])('“%s” is the heading of such numbers', (heading) => expect(isSocialSecurityHeading(heading)).toBe(true));

test.each([
  'Session',
  'ClassNumber',
  'classnum',
  'Social Studies',
  'Class No.',
  'Lesson',
  'SSID',
  'Address',
  'Social media',
  'Passport',
  'Folio Number (NOT your SSN)',
])('“%s” is another heading', (heading) => expect(isSocialSecurityHeading(heading)).toBe(false));

test('a number behind one that is none is found', () => {
  expect(hasSocialSecurityNumber('Paid $150.25 2026 123-45-6789')).toBe(true);
  expect(withoutSocialSecurityNumbers('EDU-501-06-2026, 123-45-6789')).toBe('EDU-501-06-2026, •••-••-••••');
});

test('below such a heading, numbers in one piece or in groups count, and no dates, times or phone numbers', () => {
  const isNumber = (cell: string, heading = 'SSN') => isBelowSocialSecurityHeading(cell, heading);
  for (const cell of ['123456789', '12345678', '1234567', '123 45 6789', '123-456-789', '１２３４５６７８９'])
    expect([cell, isNumber(cell)]).toEqual([cell, true]);
  for (const cell of ['6/12/2026', '2026-06-12', '9:00-10:30', '555-0123', '406-555-0123', '1234', '2'])
    expect([cell, isNumber(cell)]).toEqual([cell, false]);
  expect(isNumber('6789', 'Last 4 of SSN')).toBe(true);
});

test('a title about Social Security is no label of the cell beside it', () => {
  expect(isSocialSecurityLabel('Social Security and Your TRS Benefits')).toBe(false);
  expect(isSocialSecurityLabel('SSN:')).toBe(true);
  expect(isSocialSecurityLabel('Social Security number')).toBe(true);
});

test.each(['123-45-6789', 'SSN123456789', 'ssn:123 45 6789', '１２３-４５-６７８９'])(
  'the learner id %s is refused',
  (id) => {
    expect(learnerId.safeParse(id).error?.issues[0]?.message).toMatch('Social Security number');
  },
);

test('other learner ids are not', () => {
  for (const id of ['student-4711', '123456789', 'a1b2c3d4-0001-4a2b-8c3d-123456789012', 'jane@example.org'])
    expect(learnerId.safeParse(id).success).toBe(true);
});

test('a comment of an evaluation with such a number is refused at its question', () => {
  const question = { key: 'q1', kind: 'text' as const, text: 'What did you learn?', required: false };
  const field = fieldOfQuestion('q1');
  const read = readAnswerFields({ [field]: 'Mine is 123-45-6789.' }, { version: 1, questions: [question] });
  expect(read.answers).toEqual({});
  expect(read.errors).toEqual([{ field, message: expect.stringMatching('Social Security number') }]);
});

test('the name of a file is kept without such a number', () => {
  expect(safeFileName('Ana 123-45-6789.pdf', 'pdf')).not.toMatch('6789');
});
