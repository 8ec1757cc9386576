import { zipSync } from 'fflate';
import type { UploadedLine } from '@/db/schema';
import { identityOf } from '@/lib/attendees/identity';
import { fromHeadingsOn, guessColumns, whyNotTheseColumns } from '@/lib/attendees/import/columns';
import { decodeText } from '@/lib/attendees/import/decode-text';
import { readDelimited } from '@/lib/attendees/import/delimited';
import { MAX_LINES } from '@/lib/attendees/import/limits';
import { matchingText, readMatchingText } from '@/lib/attendees/import/matching';
import { planImport, type Rostered } from '@/lib/attendees/import/plan';
import { isZip, readSpreadsheet } from '@/lib/attendees/import/spreadsheet';

const bytes = (text: string) => new TextEncoder().encode(text);
const cells = (lines: UploadedLine[]) => lines.map(([, line]) => line);

describe('the letters of a file', () => {
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
  test.each([',', ';', '\t'])('cells may stand apart by %j', (mark) => {
    expect(cells(readDelimited(`Name${mark}E-mail\nZoë${mark}zoe@example.org\n`))).toEqual([
      ['Name', 'E-mail'],
      ['Zoë', 'zoe@example.org'],
    ]);
  });

  test('names under each other are one column, and a comma in one does not make two of all', () => {
    expect(cells(readDelimited('Zoë Ñandú\n\nLi Ming\r\n  محمد علي  \n'))).toEqual([
      ['Zoë Ñandú'],
      ['Li Ming'],
      ['محمد علي'],
    ]);
  });

  test('a line keeps the number that it has in the file, behind blank lines and cells of several lines', () => {
    expect(readDelimited('Name,School\n\n"Zoë\nÑandú",Big Sky\n,\nLi Ming,Helena')).toEqual([
      [1, ['Name', 'School']],
      [3, ['Zoë\nÑandú', 'Big Sky']],
      [6, ['Li Ming', 'Helena']],
    ]);
  });

  test('Excel’s own hint is followed and is no line', () => {
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

  test('the apostrophe that our export puts before a formula is taken off again', () => {
    expect(cells(readDelimited("'=1+1\n'@home"))).toEqual([['=1+1'], ['@home']]);
  });

  test('too many lines, and none, are refused with a sentence', () => {
    expect(() => readDelimited('x\n'.repeat(MAX_LINES + 2))).toThrow('more than 5,000 lines');
    expect(() => readDelimited(' \n,,\n')).toThrow('no line with text');
    expect(() => readDelimited('\n'.repeat(1_000_000))).toThrow('no line with text');
  });
});

/** A workbook of one sheet. */
function workbook(sheet: string, more: Record<string, string> = {}): Uint8Array {
  const parts = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet7.xml"/></Relationships>',
    'xl/worksheets/sheet7.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, bytes(text)])));
}

describe('a workbook', () => {
  test('shared, inline and rich texts, numbers and marks are read as they are shown', () => {
    const file = workbook(
      `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>PDUs</t></is></c></row>
       <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="b"><v>1</v></c><c r="C4"><v>6.2500000000000001</v></c></row>`,
      {
        'xl/sharedStrings.xml':
          '<sst><si><t>Name</t></si><si><r><t>Zoë </t></r><r><t>&amp; Li</t></r><rPh><t>ゾエ</t></rPh></si></sst>',
      },
    );
    expect(isZip(file)).toBe(true);
    expect(readSpreadsheet(file)).toEqual([
      [1, ['Name', '', 'PDUs']],
      [4, ['Zoë & Li', 'yes', '6.25']],
    ]);
  });

  test('a formula is never worked out: the value that was saved with it counts, an error is nothing', () => {
    const file = workbook(
      '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://evil.example")</f><v>Li Ming</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1"><f>2+2</f><v>5</v></c></row>',
    );
    expect(cells(readSpreadsheet(file))).toEqual([['Li Ming', '', '5']]);
  });

  test('the first sheet is read that is shown and has text, each no more than once', () => {
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
    expect(cells(readSpreadsheet(workbook('', tabs(hidden + empty + people))))).toEqual([['Zoë Ñandú']]);
    expect(() => readSpreadsheet(workbook('', tabs(empty!.repeat(100_000))))).toThrow('no line with text');
  });

  test('a cell in the last row and column there can be takes no room', () => {
    const far =
      '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Li</t></is></c><c r="XFD1048576"><v>1</v></c></row>';
    expect(readSpreadsheet(workbook(far))).toEqual([[1_048_576, ['Li']]]);
  });

  test('a file made to fill the memory is refused before it is unpacked', () => {
    const file = workbook(`<row r="1"><c r="A1"><v>${'1'.repeat(31_000_000)}</v></c></row>`);
    expect(file.length).toBeLessThan(200_000);
    expect(() => readSpreadsheet(file)).toThrow('unpacks to far more');
  });

  test('one long text that every cell shows is gone through once, not with each of them', () => {
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(40)}</row>`;
    const file = workbook(row.repeat(5_000), {
      'xl/sharedStrings.xml': `<sst><si><t>${'a'.repeat(20_000_000)}</t></si></sst>`,
    });
    // Otherwise this takes minutes.
    expect(readSpreadsheet(file)).toHaveLength(5_000);
  });

  test('a row whose number is none follows the one before it', () => {
    const cell = '<c t="str"><v>Li</v></c>';
    const file = workbook(`<row r="7">${cell}</row><row r="Infinity">${cell}</row><row r="1e300">${cell}</row>`);
    expect(readSpreadsheet(file).map(([line]) => line)).toEqual([7, 8, 9]);
  });

  test('entities that would grow, and files that are none, are refused or stay what they are', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`;
    const file = workbook('', {
      'xl/worksheets/sheet7.xml': `${bomb}<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
    });
    expect(cells(readSpreadsheet(file))).toEqual([['&b;']]);
    const broken = [
      zipSync({ 'word/document.xml': bytes('<x/>') }),
      workbook('').subarray(0, 200),
      bytes('PK\x03\x04nothing'),
    ];
    for (const other of broken) expect(() => readSpreadsheet(other)).toThrow('cannot be read as a spreadsheet');
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

  test('a title above the headings is left out; words that only might be headings leave all as it is', () => {
    const from = (text: string) => cells(fromHeadingsOn(readDelimited(text))).map(([first]) => first);
    expect(from('Reading the Sky,,\nHelena,May 3\n\nName,E-mail\nZoë,zoe@example.org')).toEqual(['Name', 'Zoë']);
    expect(from('Name,School\nZoë,Helena\nSchool,District')).toEqual(['Name', 'Zoë', 'School']);
    expect(from('Zoë,Helena\nLi,School\nName,E-mail')).toEqual(['Zoë', 'Li', 'Name']);
    expect(from('Zoë\nPresent\nLi')).toEqual(['Zoë', 'Present', 'Li']);
  });

  test('each kind once, and without headings by what stands in the cells', () => {
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

  test('what cannot be imported is said', () => {
    expect(whyNotTheseColumns(['email', null])).toMatch('which column holds the names');
    expect(whyNotTheseColumns(['name', 'email', 'email'])).toMatch('Two columns are marked as “E-mail”');
    expect(whyNotTheseColumns(['firstName', 'email'])).toBeNull();
  });

  test('a matching goes through a form and comes back', () => {
    expect(readMatchingText(matchingText(['name', null, 'completed', 'units']))).toEqual([
      'name',
      null,
      'completed',
      'units',
    ]);
    expect(readMatchingText('nx')).toBeNull();
  });
});

describe('who is who', () => {
  const person = { name: 'Zoë Ñandú', email: null, educatorNumber: '', school: 'Big Sky' };
  test('the e-mail address decides, in whatever letters; else the name with number or school', () => {
    expect(identityOf({ ...person, email: 'Zoe@Example.org' })).toBe(
      identityOf({ ...person, name: 'Z.', email: 'zoe@example.org' }),
    );
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

  test('each wrong line is told with its number and what to do; the others go on', () => {
    const planned = plan(
      'Name,E-mail,PDUs,Attended,Folio\nZoë,zoe@example.org,6.5,x,\nLi,not an address,,,\n,li@example.org,,,\nAna,,1.1,,\nBo,,,perhaps,\nEve 😀,,,,\nKim,,,,123-45-6789\nJo\u202eB,,,,\nMia,,,yes,9',
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
    expect(complaints[1]).toMatch('not an e-mail address');
    expect(complaints[2]).toMatch('Enter the name');
    expect(complaints[3]).toMatch('quarter steps');
    expect(complaints[4]).toMatch('yes or no');
    expect(complaints[5]).toMatch('cannot be printed');
    expect(complaints[6]).toMatch('Social Security');
    expect(complaints[7]).toMatch('cannot be seen');
    expect(planned[8]).toMatchObject({ person: { name: 'Mia', units: '6.25', completed: true, educatorNumber: '9' } });
  });

  test('lines of a numbered sheet that nobody filled in are nobody', () => {
    expect(
      plan('No.,Name,School,Signed\n1,Zoë,Helena,\n2,,,\n3,,,?\n4,,Butte,').map(({ line, kind }) => [line, kind]),
    ).toEqual([
      [2, 'new'],
      [5, 'wrong'],
    ]);
  });

  test('somebody twice in a list counts once, and is told', () => {
    const planned = plan('Name,E-mail\nZoë,zoe@example.org\nZoe N.,ZOE@example.org');
    expect(planned.map(({ kind }) => kind)).toEqual(['new', 'wrong']);
    expect(planned[1]).toMatchObject({ complaint: 'This is the same person as in line 2.' });
  });

  test('what a line says nothing of stays as it is on the roster', () => {
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

  test('where only one side knows the e-mail address, name and school tell the person, unless there are two', () => {
    const known = saved({ email: null });
    expect(plan('Name,E-mail,School\nZoë Ñandú,zoe@example.org,Big Sky', [known])).toMatchObject([
      { kind: 'changed', fields: ['e-mail'] },
    ]);
    expect(plan('Name,School\nZoë Ñandú,Big Sky', [saved({})])).toMatchObject([{ kind: 'same' }]);
    const two = [saved({}), saved({ id: 2, email: 'z2@example.org' })];
    expect(plan('Name,School\nZoë Ñandú,Big Sky', two)).toMatchObject([{ kind: 'new' }]);
    expect(plan('Name\nZoë Ñandú', [saved({})])).toMatchObject([{ kind: 'new' }]);
  });

  test('who has a certificate is not made “not completed” by a list', () => {
    const roster = [saved({ completed: true, currentCertificateId: 9 })];
    expect(plan('Name,E-mail,Attended\nZoë Ñandú,zoe@example.org,no', roster)).toMatchObject([
      { kind: 'wrong', complaint: expect.stringMatching('Revoke the certificate first') },
    ]);
  });
});
