import { attendeeEmail, attendeeName, attendeeSchool, educatorNumber } from '@/lib/attendees/attendee-input';
import { readUnits, readUnitsRoundedDown } from '@/lib/attendees/units';
import { learnerShape } from '@/lib/learning-systems/learner';

const why = (schema: typeof attendeeName, text: string) => schema.safeParse(text).error?.issues[0]?.message ?? null;

test.each(['jane@example.org', 'Claim http://evil.example/win $1000 NOW', 'WWW.win.example', 'Jane @home'])(
  '“%s” is not a name, on the roster, in a claim or in the API',
  (name) => {
    expect(why(attendeeName, name)).toMatch('web or email address');
    expect(why(learnerShape.name as typeof attendeeName, name)).toMatch('web or email address');
  },
);

test('a name has a letter of some script', () => {
  for (const name of ['5001', '14065550123', '12/3', '!!!'])
    expect(why(attendeeName, name)).toMatch('at least one letter');
  for (const name of ['李', 'محمد', 'É', 'नरेंद्र', 'Zoë 2']) expect(why(attendeeName, name)).toBeNull();
});

const SPELLINGS = [
  '123-45-6789',
  '123 45 6789',
  '123.45.6789',
  '123–45–6789',
  '123—45—6789',
  '123−45−6789',
  '123 - 45 - 6789',
  '１２３-４５-６７８９',
  '123456789',
  'SSN 123-45-6789',
  'SSN123456789',
  'SSN: 123 45 6789',
];

test.each(SPELLINGS)('the Social Security number %s is refused in every field', (text) => {
  expect(why(educatorNumber as typeof attendeeName, text)).toMatch('Social Security');
  expect(why(attendeeSchool as typeof attendeeName, `School ${text}`)).toMatch('Social Security');
  expect(why(attendeeName, `Ana ${text}`)).toMatch('Social Security');
  expect(why(learnerShape.educatorNumber as unknown as typeof attendeeName, text)).toMatch('Social Security');
});

test('an address with such a number is refused, too', () => {
  expect(why(attendeeEmail as unknown as typeof attendeeName, '123-45-6789@example.org')).toMatch('Social Security');
});

test.each(['12345', '0012345', 'AB-12', '406 555 0123', '4065550123', '12-345-678'])(
  '%s is an educator number',
  (text) => {
    expect(why(educatorNumber as typeof attendeeName, text)).toBeNull();
  },
);

test.each(['Helena 59601-1234', 'School 36', 'District 1-2-3', '406-555-0123'])('%s is a school', (text) => {
  expect(why(attendeeSchool as typeof attendeeName, text)).toBeNull();
});

test.each([
  ['1:30', '1.5'],
  ['01:30:00', '1.5'],
  ['1.5 hrs', '1.5'],
  ['2h', '2'],
  ['1 1/2', '1.5'],
  ['1½', '1.5'],
  ['1,5', '1.5'],
  ['1h 30m', '1.5'],
  ['2 hours and 15 minutes', '2.25'],
  ['90 min', '1.5'],
  ['.5', '0.5'],
  ['3.00 PDU', '3'],
  ['2,5 Stunden', '2.5'],
  ['0', '0'],
  ['0:00', '0'],
])('%s hours are %s', (text, units) => expect(readUnits(text)).toMatchObject({ units }));

test.each(['-1', '1.5 - 2', '1,000', 'two', '10%', '#N/A', '1:75x'])('%s is not an amount of hours', (text) => {
  expect(readUnits(text)).toHaveProperty('why');
  expect(readUnitsRoundedDown(text)).toHaveProperty('why');
});

test('other fractions than quarters are refused in a form, and rounded down in a list', () => {
  expect(readUnits('1.33')).toHaveProperty('why');
  expect(readUnitsRoundedDown('1.33')).toMatchObject({ units: '1.25', roundedFrom: '1.33' });
  expect(readUnitsRoundedDown('3.5999999999999996')).toMatchObject({ units: '3.5' });
  expect(readUnitsRoundedDown('0.30000000000000004')).toMatchObject({ units: '0.25' });
  expect(readUnitsRoundedDown('2:52')).toMatchObject({ units: '2.75', roundedFrom: '2:52' });
  expect(readUnitsRoundedDown('0.1')).toMatchObject({ units: '0', roundedFrom: '0.1' });
  expect(readUnitsRoundedDown('6.25')).toMatchObject({ units: '6.25', roundedFrom: null });
});
