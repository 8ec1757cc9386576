import { zipSync } from 'fflate';
import type { UploadedLine } from '@/db/schema';
import { identityOf } from '@/lib/attendees/identity';
import { guessColumns, whyNotTheseColumns } from '@/lib/attendees/import/columns';
import { decodeText } from '@/lib/attendees/import/decode-text';
import { readDelimited } from '@/lib/attendees/import/delimited';
import { findTable } from '@/lib/attendees/import/find-table';
import { MAX_CELL, MAX_TABLE_LINES } from '@/lib/attendees/import/limits';
import { matchingText, readMatchingText } from '@/lib/attendees/import/matching';
import { planImport } from '@/lib/attendees/import/plan';
import type { Rostered } from '@/lib/attendees/import/planned';
import { isZip, readSpreadsheet } from '@/lib/attendees/import/spreadsheet';
import { understand } from '@/lib/attendees/import/understand';
import { workbook } from '../../scripts/chaos/hostile-kinds';

const bytes = (text: string) => new TextEncoder().encode(text);
const cells = (lines: UploadedLine[]) => lines.map(([, line]) => line);

describe('the encoding of a file', () => {
  const utf16 = (text: string, mark: boolean) => {
    const body = Buffer.from(text, 'utf16le');
    return mark ? Buffer.concat([Buffer.from([0xff, 0xfe]), body]) : body;
  };
  test.each<[string, Uint8Array]>([
    ['UTF-8', bytes('Zoë Ñandú')],
    ['UTF-8 with a mark', bytes('\ufeffZoë Ñandú')],
    ['UTF-16 with a mark', utf16('Zoë Ñandú', true)],
    ['UTF-16 without a mark', utf16('Zoë Ñandú', false)],
    ['UTF-16, the other way round', utf16('Zoë Ñandú', true).swap16()],
    ['Windows-1252', Buffer.from('Zoë Ñandú', 'latin1')],
  ])('%s', (_, file) => expect(decodeText(file)).toBe('Zoë Ñandú'));
});

describe('lines and cells', () => {
  test.each([',', ';', '\t'])('cells can be separated by %j', (mark) => {
    expect(cells(readDelimited(`Name${mark}E-mail\nZoë${mark}zoe@example.org\n`))).toEqual([
      ['Name', 'E-mail'],
      ['Zoë', 'zoe@example.org'],
    ]);
  });

  test('names below each other are one column, and a comma in one does not make two of all', () => {
    expect(cells(readDelimited('Zoë Ñandú\n\nLi Ming\r\n  محمد علي  \n'))).toEqual([
      ['Zoë Ñandú'],
      ['Li Ming'],
      ['محمد علي'],
    ]);
  });

  test('a line keeps its number in the file, after blank lines and cells of several lines', () => {
    expect(readDelimited('Name,School\n\n"Zoë\nÑandú",Big Sky\n,\nLi Ming,Helena')).toEqual([
      [1, ['Name', 'School']],
      [3, ['Zoë\nÑandú', 'Big Sky']],
      [6, ['Li Ming', 'Helena']],
    ]);
  });

  test('Excel’s own separator hint is followed and is not a line', () => {
    expect(readDelimited('sep=;\nName;School\nLi, Ming;Helena')).toEqual([
      [2, ['Name', 'School']],
      [3, ['Li, Ming', 'Helena']],
    ]);
  });

  test('a quotation mark that is never closed loses nothing', () => {
    expect(cells(readDelimited('"Zoë,Helena\nLi Ming,Butte'))).toEqual([
      ['"Zoë', 'Helena'],
      ['Li Ming', 'Butte'],
    ]);
  });

  test('the apostrophe that an export puts before a formula is removed again', () => {
    expect(cells(readDelimited("'=1+1\n'@home"))).toEqual([['=1+1'], ['@home']]);
  });

  test('too many lines, or none, are refused with a sentence', () => {
    expect(() => readDelimited('x\n'.repeat(MAX_TABLE_LINES + 1))).toThrow('at most 20,000 rows');
    expect(() => readDelimited(' \n,,\n')).toThrow('no rows with text');
    expect(() => readDelimited('\n'.repeat(1_000_000))).toThrow('no rows with text');
  });
});

describe('a workbook', () => {
  test('shared, inline and rich texts, numbers and marks are read as they are shown', async () => {
    const file = workbook(
      `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>PDUs</t></is></c></row>
       <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="b"><v>1</v></c><c r="C4"><v>6.2500000000000001</v></c></row>`,
      {
        'xl/sharedStrings.xml':
          '<sst><si><t>Name</t></si><si><r><t>Zoë </t></r><r><t>&amp; Li</t></r><rPh><t>ゾエ</t></rPh></si></sst>',
      },
    );
    expect(isZip(file)).toBe(true);
    expect(await readSpreadsheet(file)).toEqual([
      [1, ['Name', '', 'PDUs']],
      [4, ['Zoë & Li', 'yes', '6.25']],
    ]);
  });

  test('a formula is never calculated: its saved value counts, and an error remains one', async () => {
    const file = workbook(
      '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://evil.example")</f><v>Li Ming</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1"><f>2+2</f><v>5</v></c><c r="D1"><f>2+2</f></c></row>',
    );
    expect(cells(await readSpreadsheet(file))).toEqual([['Li Ming', '#DIV/0!', '5', '#NO RESULT']]);
  });

  test('the first visible sheet with text is read, and each sheet only once', async () => {
    const sheet = (cells: string) => `<worksheet><sheetData>${cells}</sheetData></worksheet>`;
    const named = (name: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>${name}</t></is></c></row>`;
    const tabs = (list: string) => ({
      'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${list}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${[1, 2, 3].map((number) => `<Relationship Id="rId${number}" Target="/xl/worksheets/s${number}.xml"/>`).join('')}</Relationships>`,
      'xl/worksheets/s1.xml': sheet(named('Choices of a list')),
      'xl/worksheets/s2.xml': sheet(''),
      'xl/worksheets/s3.xml': sheet(named('Zoë Ñandú')),
    });
    const [hidden, empty, people] = [
      '<sheet r:id="rId1" state="veryHidden"/>',
      '<sheet r:id="rId2"/>',
      '<sheet r:id="rId3"/>',
    ];
    expect(cells(await readSpreadsheet(workbook('', tabs(hidden + empty + people))))).toEqual([['Zoë Ñandú']]);
    await expect(readSpreadsheet(workbook('', tabs(empty!.repeat(100_000))))).rejects.toThrow('no rows with text');
  });

  test('a cell in the last possible row and column takes no extra memory', async () => {
    const far =
      '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Li</t></is></c><c r="XFD1048576"><v>1</v></c></row>';
    expect(await readSpreadsheet(workbook(far))).toEqual([[1_048_576, ['Li']]]);
  });

  test('a file made to fill the memory is refused before it is unpacked', async () => {
    const file = workbook(`<row r="1"><c r="A1"><v>${'1'.repeat(61_000_000)}</v></c></row>`);
    expect(file.length).toBeLessThan(300_000);
    await expect(readSpreadsheet(file)).rejects.toThrow('contains far more');
  });

  test('one long text in every cell is scanned once, and is too much text for a list', async () => {
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(40)}</row>`;
    const file = (rows: number) =>
      workbook(row.repeat(rows), { 'xl/sharedStrings.xml': `<sst><si><t>${'a'.repeat(300_000)}</t></si></sst>` });
    expect(cells(await readSpreadsheet(file(1)))).toEqual([Array(40).fill('a'.repeat(MAX_CELL))]);
    await expect(readSpreadsheet(file(5_000))).rejects.toThrow('far more text than names');
  });

  test('a row with an invalid number follows the one before it', async () => {
    const cell = '<c t="str"><v>Li</v></c>';
    const file = workbook(`<row r="7">${cell}</row><row r="Infinity">${cell}</row><row r="1e300">${cell}</row>`);
    expect((await readSpreadsheet(file)).map(([line]) => line)).toEqual([7, 8, 9]);
  });

  test('entities that would expand, and files of another kind, are refused or left as they are', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`;
    const file = workbook('', {
      'xl/worksheets/sheet7.xml': `${bomb}<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
    });
    expect(cells(await readSpreadsheet(file))).toEqual([['&b;']]);
    const broken = [
      zipSync({ 'word/document.xml': bytes('<x/>') }),
      workbook('').subarray(0, 200),
      bytes('PK\x03\x04nothing'),
    ];
    for (const other of broken) await expect(readSpreadsheet(other)).rejects.toThrow('can’t be read as a');
  });
});

describe('columns', () => {
  const guess = (...headings: string[]) => guessColumns([[1, headings]]).columns;
  test('headings in common spellings', () => {
    expect(
      guess('First Name', 'LAST NAME', 'E-Mail Address', 'School/District', 'Folio number', 'PDUs', 'Attended'),
    ).toEqual(['firstName', 'lastName', 'email', 'school', 'educatorNumber', 'units', 'completed']);
    expect(
      guess('Timestamp', 'Participant name', 'Educator ID/Folio number', 'Hours (PDUs)', 'Status', 'Comments'),
    ).toEqual([null, 'name', 'educatorNumber', 'units', 'completed', null]);
  });

  test('a title above the headings is left out; words that only might be headings change nothing', () => {
    const from = (text: string) => {
      const { heading, rows } = findTable(readDelimited(text));
      return [...(heading ? [heading] : []), ...rows].map(([, [first]]) => first);
    };
    expect(from('Reading the Sky,,\nHelena,May 3\n\nName,E-mail\nZoë,zoe@example.org')).toEqual(['Name', 'Zoë']);
    expect(from('Name,School\nZoë,Helena\nSchool,District')).toEqual(['Name', 'Zoë', 'School']);
    expect(from('Zoë,Helena\nLi,School\nName,E-mail')).toEqual(['Zoë', 'Li', 'Name']);
    expect(from('Zoë\nPresent\nLi')).toEqual(['Zoë', 'Present', 'Li']);
  });

  test('each kind is found once, and without headings from the content of the cells', () => {
    expect(guess('Name', 'Full name', 'Email', 'Work e-mail')).toEqual(['name', null, 'email', null]);
    const found = guessColumns([
      [1, ['17', 'Zoë Ñandú', 'zoe@example.org', 'Big Sky School']],
      [2, ['18', 'Li Ming', '', 'Helena High']],
    ]);
    expect(found).toEqual({ headings: false, columns: [null, 'name', 'email', 'school'] });
    const parts = readDelimited(
      'Zoë\tÑandú\tzoe@example.org\tBig Sky School\nMary Ann\tLi\t\tHelena High\nKim\tRae\t\t',
    );
    expect(guessColumns(parts).columns).toEqual(['firstName', 'lastName', 'email', 'school']);
  });

  test('columns that cannot be imported get a sentence', () => {
    expect(whyNotTheseColumns(['email', null])).toMatch('the column that contains the names');
    expect(whyNotTheseColumns(['name', 'email', 'email'])).toMatch('Two columns are marked as “Email”');
    expect(whyNotTheseColumns(['firstName', 'email'])).toBeNull();
  });

  test('a matching survives a form unchanged', () => {
    expect(readMatchingText(matchingText(['name', null, 'completed', 'units']))).toEqual([
      'name',
      null,
      'completed',
      'units',
    ]);
    expect(readMatchingText('nx')).toBeNull();
  });
});

describe('identifying people', () => {
  const person = { name: 'Zoë Ñandú', email: null, educatorNumber: '', school: 'Big Sky' };
  test('address and name decide; without an address the name with number or school', () => {
    const addressed = identityOf({ ...person, email: 'zoe@example.org' });
    expect(identityOf({ ...person, name: 'ZOE NANDU', email: 'Zoe@Example.org' })).toBe(addressed);
    expect(identityOf({ ...person, name: 'Sam Hill', email: 'zoe@example.org' })).not.toBe(addressed);
    for (const email of ['z.oe@example.org', 'zoe+a@example.org', 'zoe@example.com']) {
      expect(identityOf({ ...person, email })).not.toBe(addressed);
    }
    expect(identityOf({ ...person, name: 'ZOE  NANDU' })).toBe(identityOf(person));
    expect(identityOf({ ...person, school: 'Helena' })).not.toBe(identityOf(person));
    expect(identityOf({ ...person, educatorNumber: 'AB-12', school: 'Helena' })).toBe(
      identityOf({ ...person, educatorNumber: 'ab12' }),
    );
  });
});

describe('what an import would do', () => {
  const event = { hours: '6.25' };
  const saved = (given: Partial<Rostered>): Rostered => {
    const person = { name: 'Zoë Ñandú', email: 'zoe@example.org', school: 'Big Sky', educatorNumber: '', ...given };
    return {
      id: 1,
      units: '6.25',
      completed: false,
      currentCertificateId: null,
      version: 1,
      identity: identityOf(person),
      ...person,
      ...given,
    } as Rostered;
  };
  const plan = (text: string, roster: Rostered[] = [], unmarked: 'leave' | 'completed' = 'leave') => {
    const lines = readDelimited(text);
    return planImport(lines, { ...guessColumns(lines), unmarked }, { roster, event });
  };

  test('each wrong line is reported with its number and what to do; the others are imported', () => {
    const planned = plan(
      'Name,E-mail,PDUs,Attended,Folio\nZoë,zoe@example.org,6.5,x,\nLi,not an address,,,\n,li@example.org,,,\nAna,,-1,,\nAmy,,#N/A,yes,\nEve 𐐀𐐁,,,,\nKim,,,,123-45-6789\nKit,,,,123456789\nMia,,,yes,9',
    );
    expect(planned.map(({ line, kind }) => [line, kind])).toEqual([
      [2, 'wrong'],
      [3, 'wrong'],
      [4, 'wrong'],
      [5, 'wrong'],
      [6, 'wrong'],
      [7, 'wrong'],
      [8, 'wrong'],
      [9, 'wrong'],
      [10, 'new'],
    ]);
    const complaints = planned.map((each) => ('complaint' in each ? each.complaint : ''));
    expect(complaints[0]).toMatch('at most 6.25');
    expect(complaints[1]).toMatch('email address in the format');
    expect(complaints[2]).toMatch('Enter the name');
    expect(complaints[3]).toMatch('quarter steps');
    expect(complaints[4]).toMatch('has the error #N/A');
    expect(complaints[5]).toMatch('can’t be printed');
    expect(complaints[6]).toMatch('Social Security');
    expect(complaints[7]).toMatch('Social Security');
    expect(planned[8]).toMatchObject({ person: { name: 'Mia', units: '6.25', completed: true, educatorNumber: '9' } });
  });

  test('other fractions are rounded down to quarters, an unknown word means nothing, and both are reported', () => {
    const list = readDelimited('Name,PDUs,Attended\nAna,1.1,perhaps\nJo\u202eB,2,yes');
    const guess = { ...guessColumns(list), unmarked: 'leave' as const };
    expect(planImport(list, guess, { roster: [], event })).toMatchObject([
      { kind: 'new', person: { units: '1', completed: false }, notes: [expect.stringMatching('rounded down to 1')] },
      { kind: 'new', person: { name: 'JoB', completed: true } },
    ]);
    expect(understand(list, guess).marks[0]).toMatchObject({ word: 'perhaps', mark: 'none', known: false });
    const marks = { perhaps: 'yes' as const };
    expect(planImport(list, { ...guess, marks }, { roster: [], event })[0]).toMatchObject({
      person: { completed: true },
    });
  });

  test('lines of a numbered sheet that nobody filled in are not people', () => {
    expect(
      plan('No.,Name,School,Signed\n1,Zoë,Helena,\n2,,,\n3,,,?\n4,,Butte,').map(({ line, kind }) => [line, kind]),
    ).toEqual([
      [2, 'new'],
      [5, 'wrong'],
    ]);
  });

  test('a person who is in a list twice counts once: the better row, or the checked one', () => {
    const text = 'Name,E-mail\nZoë,zoe@example.org\nZoe N.,ZOE@example.org';
    expect(plan(text)).toMatchObject([{ kind: 'repeated', of: 3 }, { kind: 'new' }]);
    const list = readDelimited(text);
    const matching = { ...guessColumns(list), unmarked: 'leave' as const };
    expect(planImport(list, matching, { roster: [], event, checked: new Set([2]) })).toMatchObject([
      { kind: 'new', person: { name: 'Zoë' } },
      { kind: 'repeated' },
    ]);
  });

  test('the hours of a person’s sessions are added, each session once, up to the event’s, and the preview says so', () => {
    const list = [
      'Name,E-mail,Session,Hours',
      'Ana,ana@example.org,Reading,1.5',
      'Ana,ana@example.org,Writing,1:15',
      'Ana,ana@example.org,Writing,1:15',
      'Bo,bo@example.org,Reading,1.5',
      'Cy,cy@example.org,Reading,3',
      'Cy,cy@example.org,Writing,3',
      'Cy,cy@example.org,Speaking,2',
      'Di,di@example.org,,1',
      'Di,di@example.org,Reading,2',
      'Ed,ed@example.org,Reading,9',
      'Ed,ed@example.org,Writing,1',
    ].join('\n');
    const planned = plan(list);
    const of = (name: string) => planned.filter((each) => each.name === name);
    expect(of('Ana')).toMatchObject([
      { kind: 'added', to: 3 },
      {
        kind: 'new',
        person: { units: '2.75' },
        notes: [expect.stringMatching(/^The hours of 2 sessions are added: 1.5 \+ 1.25 = 2.75\.$/)],
      },
      { kind: 'repeated', of: 3 },
    ]);
    expect(of('Bo')).toMatchObject([{ kind: 'new', person: { units: '1.5' }, notes: [] }]);
    expect(of('Cy').map(({ kind }) => kind)).toEqual(['added', 'added', 'new']);
    expect(of('Cy')[2]).toMatchObject({
      person: { units: '6.25' },
      notes: [expect.stringMatching(/3 \+ 3 \+ 2 = 8, and the event gives 6.25\.$/)],
    });
    // A row that names no session may be a sum, and a session longer than the event is a mistake.
    expect(of('Di').filter(({ kind }) => kind === 'added')).toEqual([]);
    expect(of('Ed').filter(({ kind }) => kind === 'added')).toEqual([]);
  });

  test('the hours of sessions are rounded down once, after they are added', () => {
    const rowsOf = (name: string, ...hours: string[]) =>
      hours.map((each, index) => `${name},Session ${index + 1},${each}`);
    const planned = plan(
      [
        'Name,Session,Hours',
        ...rowsOf('Ana', ...Array(6).fill('50 min')),
        ...rowsOf('Bo', '50 min', '1:20', '0.5'),
        ...rowsOf('Cy', '10 min', '10 min'),
        ...rowsOf('Di', '3:10', '3:10'),
        ...rowsOf('Ed', '50 min'),
      ].join('\n'),
    );
    const of = (name: string) => {
      const own = planned.filter((each) => each.name === name);
      const [chosen] = own.filter(({ kind }) => kind === 'new');
      const said = own.flatMap(({ kind, notes }) => (kind === 'new' ? [] : notes));
      return [chosen!.kind === 'new' && chosen!.person.units, ...chosen!.notes, ...said];
    };
    expect(of('Ana')).toEqual([
      '5',
      'The hours of 6 sessions are added: 50 min + 50 min + 50 min + 50 min + 50 min + 50 min = 5.',
    ]);
    expect(of('Bo')).toEqual([
      '2.5',
      'The hours of 3 sessions are added: 50 min + 1 h 20 min + 0.5 = 2 h 40 min, rounded down to 2.5.',
    ]);
    expect(of('Cy')).toEqual([
      '0.25',
      'The hours of 2 sessions are added: 10 min + 10 min = 20 min, rounded down to 0.25.',
    ]);
    expect(of('Di')).toEqual([
      '6.25',
      'The hours of 2 sessions are added: 3 h 10 min + 3 h 10 min = 6 h 20 min, and the event gives 6.25.',
    ]);
    expect(of('Ed')).toEqual(['0.75', '“50 min” is not in quarter hours. It is rounded down to 0.75.']);
  });

  test('a session that somebody did not attend, or whose checkbox is cleared, adds nothing', () => {
    const text = 'Name,Session,Hours,Attended\nAna,Reading,1,yes\nAna,Writing,2,no\nAna,Speaking,1,yes';
    expect(plan(text)).toMatchObject([
      { kind: 'new', person: { units: '2' } },
      { kind: 'repeated' },
      { kind: 'added' },
    ]);
    const list = readDelimited(text);
    const matching = { ...guessColumns(list), unmarked: 'leave' as const };
    expect(planImport(list, matching, { roster: [], event, checked: new Set([2]) })[0]).toMatchObject({
      kind: 'new',
      person: { units: '1' },
      notes: [],
    });
  });

  test('rows without a session, of one session, or with a total are not added', () => {
    for (const text of [
      'Name,Hours\nAna,1\nAna,2',
      'Name,Session,Hours\nAna,Reading,1\nAna,Reading,2',
      'Name,Session,Total hours\nAna,Reading,3\nAna,Writing,3',
    ]) {
      expect(plan(text).some(({ kind }) => kind === 'added')).toBe(false);
    }
  });

  test('the same email address with another name is another person, in a list and on the roster', () => {
    const shared = 'office@example.org';
    const planned = plan(`Name,E-mail\nAna Redfern,${shared}\nBo Light,${shared}`);
    expect(planned).toMatchObject([
      { kind: 'new', person: { identity: `email:${shared}|name:ana redfern` } },
      { kind: 'new', person: { identity: `email:${shared}|name:bo light` } },
    ]);
    const ana = saved({ name: 'Ana Redfern', email: shared });
    expect(plan(`Name,E-mail\nBo Light,${shared}`, [ana])).toMatchObject([
      { kind: 'new', person: { name: 'Bo Light' }, notes: [expect.stringMatching('Someone else on the roster')] },
    ]);
    const bo = saved({ id: 2, name: 'Bo Light', email: shared, identity: `email:${shared}|name:bo light` });
    expect(plan(`Name,E-mail\nBo Light,${shared}\nAna Redfern,${shared}`, [ana, bo])).toMatchObject([
      { kind: 'same' },
      { kind: 'same' },
    ]);
  });

  test('a name that somebody put on the roster this way does not change when its export is imported', () => {
    const known = [
      saved({ name: 'ANA REDFERN', email: null }),
      saved({ id: 2, name: 'Smith, Bob', email: null }),
      saved({ id: 3, name: 'Li (Lee) Ming (Max)' }),
    ];
    const text =
      'Name,Email,School\nANA REDFERN,,Big Sky\n"Smith, Bob",,Big Sky\nLi (Lee) Ming (Max),zoe@example.org,Big Sky';
    expect(plan(text, known).map(({ kind }) => kind)).toEqual(['same', 'same', 'same']);
  });

  test('names that differ in a vowel sign or a voicing mark are different people', () => {
    expect(plan('Name\nराम\nरमा\nかき\nがき').map(({ kind }) => kind)).toEqual(['new', 'new', 'new', 'new']);
  });

  test('a person who registered with an address and came without one is found by name, unless it is there twice', () => {
    const ana = saved({ name: 'Ana Redfern', email: 'ana@example.org', school: 'Lincoln' });
    expect(plan('Name\nAna Redfern', [ana], 'completed')).toMatchObject([
      { kind: 'changed', fields: ['completed'], saved: { id: 1 }, notes: [expect.stringMatching('found by the name')] },
    ]);
    const other = saved({ id: 2, name: 'Ana Redfern', email: 'other@example.org', school: 'Hellgate' });
    expect(plan('Name\nAna Redfern', [ana, other])).toMatchObject([
      { kind: 'new', doubt: expect.stringMatching('2 people with this name') },
    ]);
  });

  test('fields that a line leaves out do not change on the roster', () => {
    const roster = [saved({ completed: true, units: '3' })];
    expect(plan('Name,E-mail\nZoë Ñandú,zoe@example.org', roster)).toMatchObject([{ kind: 'same' }]);
    expect(plan('Name,E-mail,School\nZoë Ñandú,zoe@example.org,Helena', roster)).toMatchObject([
      { kind: 'changed', fields: ['school'], person: { completed: true, units: '3' } },
    ]);
  });

  test('“all completed” marks new and known people, except where the list says no', () => {
    const text = 'Name,E-mail,Attended\nZoë Ñandú,zoe@example.org,\nLi,li@example.org,no';
    expect(plan(text, [saved({})], 'completed')).toMatchObject([
      { kind: 'changed', person: { completed: true } },
      { kind: 'new', person: { completed: false } },
    ]);
  });

  test('if only one side has the email address, name and school identify the person, unless there are two', () => {
    const known = saved({ email: null });
    expect(plan('Name,E-mail,School\nZoë Ñandú,zoe@example.org,Big Sky', [known])).toMatchObject([
      { kind: 'changed', fields: ['email'] },
    ]);
    expect(plan('Name,School\nZoë Ñandú,Big Sky', [saved({})])).toMatchObject([{ kind: 'same' }]);
    const two = [saved({}), saved({ id: 2, email: 'z2@example.org' })];
    expect(plan('Name,School\nZoë Ñandú,Big Sky', two)).toMatchObject([{ kind: 'new' }]);
    expect(plan('Name\nZoë Ñandú', [saved({})])).toMatchObject([{ kind: 'same' }]);
  });

  test('a list does not make a person with a certificate “not completed”', () => {
    const roster = [saved({ completed: true, currentCertificateId: 9 })];
    expect(plan('Name,E-mail,Attended\nZoë Ñandú,zoe@example.org,no', roster)).toMatchObject([
      { kind: 'wrong', complaint: expect.stringMatching('Revoke the certificate first') },
    ]);
  });
});
