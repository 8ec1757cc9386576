import { deflateRawSync, deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import sharp, { type Sharp } from 'sharp';

/** The page that a hostile file is sent to. */
export type Target = 'import' | 'verify' | 'signature';

export type HostileKind = { name: string; target: Target; fileName: string; make(): Promise<Buffer> };

/** Files that are small to send and large to read, one of each known kind. */
export const HOSTILE_KINDS: readonly HostileKind[] = [
  workbookKind('entities', () => workbook(row(inlineCell('&amp;'.repeat(5_600_000))))),
  workbookKind('empty rows', () => workbook('<row/>'.repeat(4_500_000))),
  workbookKind('deep XML', () => workbook('<a>'.repeat(9_000_000))),
  workbookKind('attributes', () => workbook(`<row ${attributes(900_000)}/>`)),
  workbookKind('one text in every cell', () => {
    const cells = '<c t="s"><v>0</v></c>'.repeat(40);
    return workbook(row(cells).repeat(5_000), {
      'xl/sharedStrings.xml': `<sst><si><t>${'a'.repeat(300_000)}</t></si></sst>`,
    });
  }),
  workbookKind('20,000 entries', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => [String(at), 'b']);
    return workbook('', Object.fromEntries(many));
  }),
  workbookKind('entries that share their bytes', overlappingEntries),
  workbookKind('more than the archive says', understatedSheet),
  textKind('delimiters and quotes', () => `Name\n${',"'.repeat(990_000)}`),
  textKind('a label of its own for each person', () =>
    Array.from({ length: 60_000 }, (_, at) => (at % 2 === 0 ? `Name: A${at}` : `Label ${at}: x`)).join('\n'),
  ),
  textKind('many lists of JSON', () => `{${Array.from({ length: 60_000 }, (_, at) => `"${at}":[{"Name":"A"}]`)}}`),
  {
    name: 'PDF streams',
    target: 'verify',
    fileName: 'certificate.pdf',
    make: async () => pdfOfStreams(400),
  },
  pictureKind('25-megapixel PNG', (dots) => dots.png({ compressionLevel: 9 })),
  pictureKind('25-megapixel interlaced PNG', (dots) => dots.png({ compressionLevel: 9, progressive: true })),
  pictureKind('25-megapixel progressive JPEG', (dots) => dots.jpeg({ quality: 10, progressive: true })),
];

function workbookKind(name: string, make: () => Buffer): HostileKind {
  return { name, target: 'import', fileName: 'list.xlsx', make: async () => make() };
}

function textKind(name: string, make: () => string): HostileKind {
  return { name, target: 'import', fileName: 'list.csv', make: async () => Buffer.from(make()) };
}

function pictureKind(name: string, encode: (dots: Sharp) => Sharp): HostileKind {
  const create = { width: 5_000, height: 5_000, channels: 3 as const, background: '#fff' };
  return { name, target: 'signature', fileName: 'signature', make: () => encode(sharp({ create })).toBuffer() };
}

const row = (cells: string) => `<row>${cells}</row>`;
const inlineCell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const attributes = (count: number) => Array.from({ length: count }, (_, at) => `a${at}=""`).join(' ');

/** Builds a workbook of one sheet with these rows. */
export function workbook(rows: string, parts: Record<string, string> = {}): Buffer {
  const all = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="People" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet7.xml"/></Relationships>',
    'xl/worksheets/sheet7.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...parts,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, Buffer.from(text)]))));
}

type Part = { method: 0 | 8; packed: Buffer; claimed: number };

/** Builds an archive whose directory gives one part all of these names. */
function archiveOf({ method, packed, claimed }: Part, names: readonly string[]): Buffer {
  const local = Buffer.alloc(30 + 1);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(method, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(1, 26);
  local.write('x', 30);
  const directory = names.map((name) => {
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimed, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.write(name, 46);
    return entry;
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, entry) => sum + entry.length, 0),
    12,
  );
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, ...directory, end]);
}

/** Builds 12,000 sheets that are all the same stored megabyte, each declaring that it unpacks to nothing. */
function overlappingEntries(): Buffer {
  const names = Array.from({ length: 12_000 }, (_, at) => `xl/worksheets/${at}.xml`);
  return archiveOf({ method: 0, packed: Buffer.alloc(1_000_000, ' '), claimed: 0 }, names);
}

/** Builds a sheet that declares that it unpacks to 1,000 bytes and unpacks to 300 million. */
function understatedSheet(): Buffer {
  return archiveOf({ method: 8, packed: deflateRawSync(Buffer.alloc(300_000_000, ' ')), claimed: 1_000 }, [
    'xl/worksheets/sheet1.xml',
  ]);
}

/** Builds a PDF of streams that unpack to 2 MB each and end in a wrong checksum. */
export function pdfOfStreams(count: number): Buffer {
  const packed = deflateSync(Buffer.alloc(1_999_999));
  packed[packed.length - 1]! ^= 1;
  const stream = Buffer.concat([Buffer.from('stream\n'), packed, Buffer.from('\nendstream\n')]);
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...Array<Buffer>(count).fill(stream)]);
}
