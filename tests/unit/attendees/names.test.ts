import {
  cutBehind,
  inNormalCase,
  isLastFirstByAddress,
  isOneCase,
  isSurelyLastFirst,
  lastFirstOf,
  mayBeSamePerson,
  turned,
} from '@/lib/attendees/import/names';

test.each([
  ['ANA REDFERN', 'Ana Redfern'],
  ['bo light', 'Bo Light'],
  ["MARY O'BRIEN-MCDONALD III", "Mary O'Brien-McDonald III"],
  ['VINCE DE LA CRUZ', 'Vince de la Cruz'],
  ['JOSÉ NÚÑEZ', 'José Núñez'],
  ['ANA REDFERN JR.', 'Ana Redfern Jr.'],
  ['J. R. SMITH', 'J. R. Smith'],
])('%s in normal case is %s', (written, normal) => {
  expect(isOneCase(written)).toBe(true);
  expect(inNormalCase(written)).toBe(normal);
});

test('names that have capital and small letters, or no case at all, do not change', () => {
  for (const name of ['Ana McDonald', 'bell Hooks', '李小龙', 'محمد', 'AJ']) expect(isOneCase(name)).toBe(false);
});

test.each([
  ['Redfern, Ana M.', 'Ana M. Redfern'],
  ['Light, Bo, Ph.D.', 'Bo Light, Ph.D.'],
  ['Light, Bo, Jr.', 'Bo Light Jr.'],
  ['De la Cruz, Vince', 'Vince De la Cruz'],
])('%s turned around is %s', (written, name) => expect(turned(lastFirstOf(written)!)).toBe(name));

test('a comma before a degree or a school does not mark a last name', () => {
  expect(lastFirstOf('Bo Light, Ph.D.')).toBeNull();
  expect(lastFirstOf('Bo Light, Jr.')).toBeNull();
  expect(isSurelyLastFirst('Bo Light, Hellgate')).toBe(false);
  expect(isSurelyLastFirst('Smith, Bob')).toBe(true);
});

test.each([
  ['Bo Light (Guest)', 'Bo Light'],
  ['Bo Little Light (Bo Light)', 'Bo Little Light'],
  ['Ana Redfern (She/Her) (External)', 'Ana Redfern'],
  ['[External] Cy Oke', 'Cy Oke'],
  ['Robert (Bob) Smith', 'Robert (Bob) Smith'],
  ['(Guest)', '(Guest)'],
])('%s without its suffix is %s', (written, name) => expect(cutBehind(written).name).toBe(name));

test.each([
  ['bo l', 'Bo Light', true],
  ['Zoë', 'Zoe N.', true],
  ['Ana Redfern', 'ANA REDFERN', true],
  ['A. Redfern', 'Ana Redfern', true],
  ['Redfern Ana', 'Ana Redfern', true],
  ['Ana Redfern', 'Ana Light', true],
  ['Ana Redfern', 'Bo Light', false],
  ['Jo Smith', 'Ann Smith', false],
  ['A One', 'B Two', false],
])('%s and %s under one address: the same person %s', (one, other, same) => {
  expect(mayBeSamePerson(one, other)).toBe(same);
  expect(mayBeSamePerson(other, one)).toBe(same);
});

test('an address shows which part of a name with a comma is the first name', () => {
  const parts = { last: 'Iron Eyes', first: 'Wanda' };
  for (const email of [
    'wanda@example.org',
    'wanda.ironeyes@example.org',
    'WIronEyes@example.org',
    'iron-eyes-w@example.org',
  ])
    expect(isLastFirstByAddress(parts, email)).toBe(true);
  for (const email of ['', 'office@example.org', 'iron@example.org'])
    expect(isLastFirstByAddress(parts, email)).toBe(false);
  expect(isLastFirstByAddress({ last: 'Bo Light', first: 'Hellgate' }, 'bo@example.org')).toBe(false);
  expect(isLastFirstByAddress({ last: 'Bo Light', first: 'Hellgate' }, 'bo.light@hellgate.example.org')).toBe(false);
});
