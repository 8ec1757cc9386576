import { commaMeaningOf, orderOf } from '@/lib/attendees/import/names';
import { imported, planOf } from '../../support/roster-files';

test.each([
  ['Pretty On Top', 'Ed', '', 'last', true],
  ['Old Bull', 'Michael J.', '', 'last', true],
  ['Iron Eyes', 'Tyee', 'tyee@example.org', 'last', true],
  ['Van der Berg', 'Jan', '', 'last', true],
  ['Rose Plenty Hoops', 'Tyee', 'rph@example.org', 'place', true],
  ['Rose Plenty Hoops', 'Tyee', 'trph@example.org', 'last', true],
  ['Rose Bear', 'Michael', '', 'last', true],
  ['Grant', 'Jordan', '', 'last', true],
  ['Old Bull', 'Tyee', '', 'last', true],
  ['Ana Redfern', 'Havre', '', 'place', true],
  ['Ana Redfern', 'Lincoln Elementary', '', 'place', true],
  ['Ana Redfern', 'Principal', '', 'place', true],
  ['Ana Redfern', 'Zortman', 'aredfern@example.org', 'place', true],
  ['Ana Redfern', 'Helena', '', 'place', false],
  ['Ana Redfern', 'Zortman', '', 'place', false],
] as const)('“%s, %s” with the address “%s”: %s, sure %s', (last, first, email, order, sure) => {
  expect(commaMeaningOf({ last, first }, email)).toEqual({ order, sure });
});

test.each([
  ['Lefèvre Chloé', 'c.lefevre@example.org', 'last'],
  ['Chloé Lefèvre', 'c.lefevre@example.org', 'first'],
  ['Redfern Michael', '', 'last'],
  ['Michael Redfern', '', 'first'],
  ['Tyee Redfern', '', null],
  ['Redfern, Michael', '', null],
])('%s <%s>: the %s name comes first', (name, email, order) => expect(orderOf(name, email)).toBe(order));

test('a name that can be the last name or have a place after it is not checked', async () => {
  const { plan } = await planOf({ pasted: 'Name\tHours\nDee Stone, Zortman\t2\nAna Redfern\t2\nBo Light\t2' });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no | 2', 'Bo Light |  | no | 2']);
  expect(plan[0]).toMatchObject({ name: 'Dee Stone', doubt: expect.stringMatching(/before the comma/) });
});

test('a name of three words is not checked where last names come first and nothing shows where this one ends', async () => {
  const { plan } = await planOf({ pasted: 'Last name first name\nRedfern Ana\nOld Bull Tyee\nVan Dyke Michael' });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no', 'Michael Van Dyke |  | no']);
  expect(plan[1]).toMatchObject({ doubt: expect.stringMatching(/where this one ends/) });
});

test('names without commas are turned around when the addresses show that the last name comes first', async () => {
  const { plan, said } = await planOf({
    pasted: 'Name\tEmail\nLefèvre Chloé\tc.lefevre@example.org\nOke Tyee\ttyee.oke@example.org',
  });
  expect(imported(plan)).toEqual([
    'Chloé Lefèvre | c.lefevre@example.org | no',
    'Tyee Oke | tyee.oke@example.org | no',
  ]);
  expect(said.details).toContain('“Last, First” was turned around in 2 names.');
});

test('marks before names are read as completions, and the preview says so', async () => {
  const { said } = await planOf({ pasted: '- [x] Ana Redfern\n- [ ] Bo Light' });
  expect(said.details).toContain('Column A has names with marks. The marks are read as “Completed the event”.');
});

test('a check mark before every name can be an ornament, so it is asked about', async () => {
  const { plan, understanding, said } = await planOf({ pasted: '✓ Ana Redfern\n✓ Bo Light' });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no', 'Bo Light |  | no']);
  expect(understanding.marks).toMatchObject([{ text: '☑', mark: 'none', known: false, count: 2 }]);
  expect(said.details).toContain('It is not known whether “☑” means completed. Choose below.');
});

test('a mark is not the status where another column is, and it is no part of the name', async () => {
  const { plan, said } = await planOf({ pasted: 'Name\tAttended\n✓ Ana Redfern\tNo\n✓ Bo Light\tYes' });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no', 'Bo Light |  | yes']);
  expect(said.details).toContain('Column A has names with marks. Only the names are imported.');
});

test('a box with a cross is checked, but not next to boxes with a check mark', async () => {
  const crossed = await planOf({ pasted: '☒ Ana Redfern\n☐ Bo Light' });
  expect(imported(crossed.plan)).toEqual(['Ana Redfern |  | yes', 'Bo Light |  | no']);
  const both = await planOf({ pasted: '☑ Ana Redfern\n☒ Bo Light' });
  expect(imported(both.plan)).toEqual(['Ana Redfern |  | yes', 'Bo Light |  | no']);
  const column = await planOf({ pasted: 'Name\tAttended\nAna Redfern\t☒\nBo Light\t☐' });
  expect(imported(column.plan)).toEqual(['Ana Redfern |  | yes', 'Bo Light |  | no']);
});

test('an x next to check marks is asked about', async () => {
  const { understanding } = await planOf({ pasted: 'Name\tAttended\nAna Redfern\t✓\nBo Light\tx' });
  expect(understanding.marks).toMatchObject([
    { text: 'x', known: false },
    { text: '✓', mark: 'yes' },
  ]);
});

test('schools beside names are separated, and the preview says so', async () => {
  const { said } = await planOf({ pasted: 'Name/School\tHours\nAna Redfern / Lincoln\t2\nBo Light / Hellgate\t2' });
  expect(said.details).toContain('Column A has names with “School”. They are imported separately.');
  const { said: jobs } = await planOf({ pasted: 'Name/Title\nAna Redfern / Teacher\nBo Light / Principal' });
  expect(jobs.details).toContain('Column A has names with “Title”. Only the names are imported.');
});

test('“Last, First” under a heading with another part stays whole', async () => {
  const { plan } = await planOf({ pasted: 'Name/Signature\tHours\nRedfern, Ana\t2\nVan der Berg, Jan\t2' });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no | 2', 'Jan Van der Berg |  | no | 2']);
});

test('a note among names alone is not checked', async () => {
  const { plan } = await planOf({ pasted: 'Ana Redfern\nBo Light\nCannot come because of a field trip\nCy Oke' });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no', 'Bo Light |  | no', 'Cy Oke |  | no']);
  expect(plan[2]).toMatchObject({ doubt: expect.stringMatching(/not written like a name/) });
});

test('a list without headings asks about a column of yes and no', async () => {
  const { said } = await planOf({ pasted: 'Ana Redfern\tYes\nBo Light\tNo' });
  expect(said.details).toContain(
    'Not imported: column B. If it shows completion of the event, choose the column below.',
  );
});

test.each(['individual.lastName,individual.firstName,school.name', 'person.last_name,person.first_name,org.school'])(
  'fields of a database are headings: %s',
  async (headings) => {
    const { plan } = await planOf({ pasted: `${headings}\nRedfern,Ana,Lincoln\nLight,Bo,Hellgate` });
    expect(imported(plan)).toEqual(['Ana Redfern |  | no |  | Lincoln', 'Bo Light |  | no |  | Hellgate']);
  },
);

test('a role in place of a name is not checked, and nor is a speaker', async () => {
  const { plan } = await planOf({
    pasted:
      'Name,Email,Groups\nHost,host@example.org,\nAna Redfern,ana@example.org,Speakers\nBo Light,bo@example.org,Attendees',
  });
  expect(imported(plan)).toEqual(['Bo Light | bo@example.org | no']);
});

test('a status of 1 for everyone is asked about', async () => {
  const { plan, understanding } = await planOf({ pasted: 'Name,Email,Status\nAna Redfern,ana@example.org,1' });
  expect(imported(plan)).toEqual(['Ana Redfern | ana@example.org | no']);
  expect(understanding.marks).toMatchObject([{ text: '1', known: false }]);
});

test('the name of a group before its addresses is no name', async () => {
  const { plan } = await planOf({ pasted: 'Fall PD: Ana Redfern <ana@example.org>, Bo Light <bo@example.org>;' });
  expect(imported(plan)).toEqual(['Ana Redfern | ana@example.org | no', 'Bo Light | bo@example.org | no']);
});

test('a note behind a star, and a title set apart, are no people', async () => {
  const { plan, said } = await planOf({
    pasted: 'Fall Conference - Reading strand\n\nAna Redfern\nBo Light*\nCy Oke\n\n* attended the morning only',
  });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no', 'Bo Light |  | no', 'Cy Oke |  | no']);
  expect(plan[0]).toMatchObject({ doubt: 'This row is above the list. Check it if it is a person.' });
  expect(said.details).toContain('Left out: row 7, a note.');
});

test.each([
  [
    'Zoom',
    '15:58:02 From Ana Redfern to Everyone:\n\tAna Redfern, Lincoln\n16:00:11 From Bo Light to Everyone:\n\there',
  ],
  ['an older Zoom', '15:58:02\t From  Ana Redfern : here\n16:00:11\t From  Bo Light : Hellgate'],
  ['Teams', '[11/12 3:58 PM] Ana Redfern\nhere\n[11/12 3:59 PM] Bo Light\nhere'],
  ['WhatsApp', '11/12/26, 3:58 PM - Ana Redfern: here\n11/12/26, 3:59 PM - Bo Light: present'],
  ['Slack', 'Ana Redfern  8:58 AM\nhere\nBo Light  9:01 AM\nHere! Hellgate'],
])('the people who wrote in a chat of %s are its people, and what they wrote is not', async (_, pasted) => {
  const { plan, said } = await planOf({ pasted });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no', 'Bo Light |  | no']);
  expect(said.summary).toBe('Chat of a meeting: 2 people.');
});

test('people with the times at which they joined are no chat', async () => {
  const { plan } = await planOf({ pasted: 'Ana Redfern 8:58 AM\nBo Light 9:01 AM' });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no', 'Bo Light |  | no']);
});

test('a blank name for the certificate is the other name', async () => {
  const { plan } = await planOf({
    pasted: 'Attendee Name,Certificate Name,Email\nAna Redfern,,ana@example.org\nBo Light,Robert Light,bo@example.org',
  });
  expect(imported(plan)).toEqual(['Ana Redfern | ana@example.org | no', 'Robert Light | bo@example.org | no']);
});

test('a guest without a name of their own is not checked', async () => {
  const { plan } = await planOf({ pasted: 'Name\tHours\nAna Redfern\t2\nGuest of Ana Redfern\t2' });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no | 2']);
});

test.each([
  ['I verify I attended the sessions above', 'yes'],
  ['I hereby certify that I was present', 'yes'],
  ['I certify I attended only the morning', 'none'],
])('“%s” means %s', async (text, mark) => {
  const { understanding } = await planOf({ pasted: `Name\tDid you attend?\nAna Redfern\t${text}\nBo Light\tNo` });
  expect(understanding.marks.find((each) => each.text === text)?.mark).toBe(mark);
});

test.each(['Ana Redfern, Mary Light', 'Ana and Ben Stone', 'Ana Redfern; Mary Light', 'Ana Redfern & Mary Light'])(
  'a cell with several names is not checked: %s',
  async (name) => {
    const { plan } = await planOf({ pasted: `Name\tHours\n${name}\t2\nCy Oke\t2` });
    expect(imported(plan)).toEqual(['Cy Oke |  | no | 2']);
    expect(plan[0]).toMatchObject({ doubt: expect.stringMatching(/more than one name/) });
  },
);

test('a family name with “and” is one name', async () => {
  const { plan } = await planOf({ pasted: 'Name\tHours\nMary Stands And Looks Back\t2' });
  expect(imported(plan)).toEqual(['Mary Stands And Looks Back |  | no | 2']);
});

test('a list within a message has its names and hours, and the rest of the message is not checked', async () => {
  const { plan } = await planOf({
    pasted:
      'Hi Doreen,\nHere is who came:\n\nAna Redfern - 6 hrs\nBo Light - 3 hrs (left at noon)\n\nThanks,\nGail Stone\nPrincipal, Lincoln School',
  });
  expect(imported(plan)).toEqual(['Ana Redfern |  | no | 6', 'Bo Light |  | no | 3']);
});

test('a list without headings has its attendance from words for it', async () => {
  const { plan } = await planOf({ pasted: 'Ana Redfern\tPresent\nBo Light\tAbsent' });
  expect(imported(plan)).toEqual(['Ana Redfern |  | yes', 'Bo Light |  | no']);
});

test.each(['Ana Redfern – left early', 'Ana Redfern - Lodge Grass', 'Ana Redfern - Lincoln Elementary'])(
  'a remark or place behind a dash is no part of the name: %s',
  async (name) => {
    const { plan } = await planOf({ pasted: `Name\tHours\n${name}\t2\nBo Light\t2\nCy Oke\t2` });
    expect(imported(plan)).toEqual(['Ana Redfern |  | no | 2', 'Bo Light |  | no | 2', 'Cy Oke |  | no | 2']);
    expect(plan[0]!.notes).toEqual([`Written as “${name}” in the list.`]);
  },
);

test('a last name with a dash stays whole', async () => {
  const { plan } = await planOf({ pasted: 'Name\tHours\nMaria Garcia - Lopez\t2\nBo Light\t2\nCy Oke\t2' });
  expect(imported(plan)).toContain('Maria Garcia - Lopez |  | no | 2');
});

test('recipients without addresses are people, too', async () => {
  const { plan } = await planOf({
    pasted: 'To: Ana Redfern <ana@example.org>\nCc: Light, Bo; Cy Oke; Running Wolf, Dee',
  });
  expect(imported(plan)).toEqual([
    'Ana Redfern | ana@example.org | no',
    'Bo Light |  | no',
    'Cy Oke |  | no',
    'Dee Running Wolf |  | no',
  ]);
});
