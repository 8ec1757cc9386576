import { columnsOf, whyNotTheseColumns } from '@/lib/conference-sessions/columns';
import {
  readCategoriesCell,
  readDayCell,
  readHoursCell,
  readTimeCell,
  readTimesCell,
} from '@/lib/conference-sessions/read-cells';

const DAYS = { startsOn: '2027-03-05', endsOn: '2027-03-06' };

test.each([
  ['3/5/2027', '2027-03-05'],
  ['2027-03-05', '2027-03-05'],
  ['2027-03-05 09:00', '2027-03-05'],
  ['March 5, 2027', '2027-03-05'],
  ['Fri, Mar 5, 2027', '2027-03-05'],
  ['March 6', '2027-03-06'],
  ['Sat, March 6', '2027-03-06'],
  ['3/6', '2027-03-06'],
  ['Friday', '2027-03-05'],
  ['sat', '2027-03-06'],
  ['Day 2', '2027-03-06'],
  ['March 9', '2027-03-09'],
  ['', null],
])('the date %j of a program is %s', (cell, value) => {
  expect(readDayCell(cell, DAYS)).toEqual({ value });
});

test.each(['someday', '13/45/2027', 'Tuesday', 'Day 0'])('%j is no date, and the sentence shows it', (cell) => {
  expect(readDayCell(cell, DAYS)).toEqual({ why: expect.stringContaining(`“${cell}” is not a date`) });
});

test.each([
  ['9:00 AM', '09:00'],
  ['9am', '09:00'],
  ['9 a.m.', '09:00'],
  ['1:30pm', '13:30'],
  ['13:30', '13:30'],
  ['13:30:00', '13:30'],
  ['1:30', '13:30'],
  ['5:15', '17:15'],
  ['01:30', '01:30'],
  ['1:30 AM', '01:30'],
  ['7:30', '07:30'],
  ['noon', '12:00'],
  ['2027-03-05 09:00', '09:00'],
  ['3/5/2027 9:00 AM', '09:00'],
  ['', null],
])('the time %j is %s', (cell, value) => {
  expect(readTimeCell(cell)).toEqual({ value });
});

test.each(['early', '25:00', '9:75'])('%j is no time', (cell) => {
  expect(readTimeCell(cell)).toEqual({ why: expect.stringContaining('is not a time') });
});

test.each([
  ['9:00–10:15 AM', '09:00', '10:15'],
  ['9:00 AM - 10:15 AM', '09:00', '10:15'],
  ['11:30-12:30 PM', '11:30', '12:30'],
  ['9am to 10:15am', '09:00', '10:15'],
  ['13:30-15:00', '13:30', '15:00'],
  ['1:00–2:30', '13:00', '14:30'],
  ['11:30-1:00', '11:30', '13:00'],
  ['1:00–2:30 PM', '13:00', '14:30'],
])('the times %j are from %s to %s', (cell, startsAt, endsAt) => {
  expect(readTimesCell(cell)).toEqual({ value: { startsAt, endsAt } });
});

test.each([
  ['1.5', '1.5'],
  ['1:15', '1.25'],
  ['1 h 20 min', '1.25'],
  ['', null],
])('the hours %j are %s, rounded down to a quarter', (cell, value) => {
  expect(readHoursCell(cell)).toEqual({ value });
});

test('categories are found by their names, or by their unique beginnings', () => {
  const categories = [
    { id: 1, name: 'Mathematics' },
    { id: 2, name: 'Science' },
    { id: 3, name: 'Social studies' },
    { id: 4, name: 'Reading, writing' },
  ];
  expect(readCategoriesCell('science; MATH', categories)).toEqual({ value: [1, 2] });
  expect(readCategoriesCell('Reading, writing', categories)).toEqual({ value: [4] });
  expect(readCategoriesCell('Reading, writing; Science, math', categories)).toEqual({ value: [1, 2, 4] });
  expect(readCategoriesCell(' Science |\nMathematics,', categories)).toEqual({ value: [1, 2] });
  expect(readCategoriesCell('Writing, Science', categories)).toEqual({
    why: expect.stringContaining('“Writing” is not one of the event'),
  });
  expect(readCategoriesCell(' ; ', categories)).toEqual({ value: [] });
  expect(readCategoriesCell('', categories)).toEqual({ value: null });
  expect(readCategoriesCell('S', categories)).toEqual({ why: expect.stringContaining('“S” is not one of the event') });
});

test.each([
  [
    ['Session ID', 'Name', 'Start Date', 'Start Time', 'End Date', 'End Time', 'Venue', 'Event Type', 'Speakers'],
    ['ownNumber', 'title', 'startsOn', 'startsAt', 'endsOn', 'endsAt', 'room', 'track', 'instructor'],
  ],
  [
    ['Date', 'Time Start', 'Time End', 'Tracks (separated by semicolon)', 'Session Title', 'Room/Location'],
    ['startsOn', 'startsAt', 'endsAt', 'track', 'title', 'room'],
  ],
  [
    ['#', 'Title', 'Presenter', 'Day', 'Time', 'PDUs', 'Notes', 'Category'],
    ['ownNumber', 'title', 'instructor', 'startsOn', 'times', 'hours', null, 'categories'],
  ],
])('columns are matched by their headings: %j', (headings, columns) => {
  expect(columnsOf(headings)).toEqual(columns);
});

test('a list needs titles or own numbers, each kind of column once, and times in one way', () => {
  expect(whyNotTheseColumns(['title', 'startsOn'])).toBeNull();
  expect(whyNotTheseColumns(['ownNumber', 'room'])).toBeNull();
  expect(whyNotTheseColumns(['room'])).toMatch(/^Choose the column with the titles/);
  expect(whyNotTheseColumns(['title', 'title'])).toMatch(/^Two columns are “Title”/);
  expect(whyNotTheseColumns(['title', 'times', 'startsAt'])).toMatch(/not both/);
});
