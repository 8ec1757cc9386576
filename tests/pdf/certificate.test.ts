import sharp from 'sharp';
import { closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import { certificateHtml } from '@/lib/printing/certificate-html';
import type { CertificateFacts, NamedFacts, SigningFacts } from '@/lib/printing/facts';
import type { SignatureArt } from '@/lib/printing/signature/signature-art';
import { PRINT_JOB } from '../support/print-job';
import { whereDifferent } from './compare-look';
import { readPdf } from './read-pdf';
import { SCRIPTS } from './scripts';

jest.setTimeout(120_000);
afterAll(closeRenderer);

const facts: CertificateFacts = {
  title: 'Reading the Sky',
  instructor: 'Ann Lee',
  startsOn: '2026-05-03',
  endsOn: '2026-05-05',
  providerName: 'Big Sky School District',
  providerPhone: '(406) 555-0142',
  location: 'Helena, MT',
  units: '6.25',
  eventNumber: 1042,
  version: 2,
};

const person: NamedFacts = {
  ...facts,
  participantName: 'Zoë Ñandú',
  participantSchool: 'Helena Public Schools',
  participantNumber: '123456',
  serial: 'K7Q3-9F2M-XT4W',
  verifyUrl: 'https://pdups.example.gov/verify/K7Q3-9F2M-XT4W',
};

const signing: SigningFacts = {
  signatureId: 7,
  signedBy: 'Jane Doe',
  signedTitle: 'Director',
  signedOn: '2026-05-06',
};

const printFor = async (changes: Partial<NamedFacts & SigningFacts> = {}, art: SignatureArt | null = null) =>
  readPdf(await renderPdf(await certificateHtml({ ...person, ...changes }, art), PRINT_JOB));

const print = async (changes: Partial<CertificateFacts> = {}) =>
  renderPdf(await certificateHtml({ ...facts, ...changes }, null), PRINT_JOB);

test('a screen reader finds title, language, headings and the fields as a tagged document', async () => {
  const pdf = await print();
  expect(pdf.toString('latin1')).toMatch(/\/Marked true/);
  const read = readPdf(pdf);
  expect(read).toMatchObject({ pages: 1, size: [0, 0, 792, 612] });
  expect(read.title).toBe('OPI Professional Development Unit Certificate – Reading the Sky');
  expect(read.language).toMatch(/^en/);
  expect(read.roles.filter((role) => role === 'H1')).toHaveLength(1);
  expect(read.roles.filter((role) => role === 'H2')).toHaveLength(4);
  expect(read.roles.filter((role) => role.startsWith('Figure'))).toEqual([
    'Figure: Emblem: a mountain ridge under the sun',
  ]);
});

test('it says what the event says', async () => {
  const { text } = readPdf(await print());
  for (const value of ['Reading the Sky', 'Ann Lee', 'May 3–5, 2026', 'Helena, MT', '6.25', '(406) 555-0142']) {
    expect(text).toContain(value);
  }
  expect(text).toContain('Event 1042 · certificate version 2');
});

test('no word of Section II that fits a line is broken, and wider ones break after slashes', async () => {
  const word = 'Featherstonehaugh-Cholmondeley';
  const wide = 'Kalispell/Whitefish/Bigfork/Polson/Ronan/Missoula/Helena/Butte';
  const { lines } = readPdf(
    await print({
      title: `Interdisciplinary ${word} Communication ${word} Anthropologists ${word}`,
      instructor: `Wolfeschlegelsteinhausen ${word} ${word}`,
      providerName: `${wide} Cooperative`,
      location: `${word} ${word} ${word}, Kalispell/Whitefish MT`,
    }),
  );
  const words = lines.flatMap((line) => line.split(' '));
  expect(words.filter((each) => each.replace(',', '') === word)).toHaveLength(8);
  expect(words.filter((each) => /^(Feather|Chol)/.test(each) && each.replace(',', '') !== word)).toEqual([]);
  expect(words).toContain('Kalispell/Whitefish');
  const from = words.lastIndexOf('Cooperative');
  const parts = words.slice(0, from).reverse();
  const wideParts = parts
    .slice(
      0,
      parts.findIndex((each) => !wide.includes(each)),
    )
    .reverse();
  expect(wideParts.join('')).toBe(wide);
  for (const part of wideParts.slice(0, -1)) expect(part).toMatch(/\/$/);
});

test('every font is embedded as TrueType', async () => {
  const source = (await print({ title: Object.values(SCRIPTS).slice(0, 12).join(' ') })).toString('latin1');
  const count = (pattern: RegExp) => source.match(pattern)?.length ?? 0;
  expect(count(/\/Type \/FontDescriptor/g)).toBeGreaterThan(3);
  expect(count(/\/FontFile2 /g)).toBe(count(/\/Type \/FontDescriptor/g));
  expect(count(/\/Subtype \/Type3/g)).toBe(0);
});

test('text in every script can be read back character by character', async () => {
  const names = Object.entries(SCRIPTS);
  for (let i = 0; i < names.length; i += 4) {
    const four = names.slice(i, i + 4);
    const [title, instructor, providerName, location] = four.map(([, text]) => text);
    const read = readPdf(await print({ title, instructor, providerName, location }));
    expect(read.pages).toBe(1);
    // PDF readers order right-to-left runs and spaces in different ways; no character may be lost or changed.
    const characters = new Set(Array.from((read.text + read.actualText).normalize('NFKD')));
    for (const [script, text] of four) {
      const lost = Array.from(text.normalize('NFKD')).filter(
        (character) => character.trim() && !characters.has(character),
      );
      expect({ script, lost }).toEqual({ script, lost: [] });
    }
  }
});

const LONGEST: Record<string, string> = {
  'one word of W': 'W',
  'words of Latin': 'Restorative conversations ',
  Chinese: '專業發展研討會',
  Khmer: 'សិក្ខាសាលាស្តីពី ',
  Tibetan: 'བོད་ཡིག་སློབ་དཔོན་ ',
  Malayalam: 'വിദ്യാഭ്യാസ സഹകരണ ',
  Arabic: 'ورشة عمل للمعلمين ',
};

test.each(Object.entries(LONGEST))('the longest values (%s) fit on one page, complete', async (_name, text) => {
  const fill = (length: number) => text.repeat(length).slice(0, length);
  const [ordinary, read] = [
    await print(),
    await print({
      title: fill(200),
      instructor: fill(120),
      providerName: fill(120),
      location: `${fill(80)}, MT`,
      units: '999.75',
    }),
  ].map(readPdf);
  expect(read!.pages).toBe(1);
  // Nothing pushes the bottom of the sheet down.
  expect(read!.lowest).toBeGreaterThan(ordinary!.lowest - 1);
});

test('a named certificate says who it is for, and where and with which serial it can be checked', async () => {
  const read = await printFor();
  expect(read.pages).toBe(1);
  expect(read.title).toBe('OPI Professional Development Unit Certificate – Reading the Sky – Zoë Ñandú');
  for (const value of ['Zoë Ñandú', 'Helena Public Schools', '123456', 'Educator Number (optional)']) {
    expect(read.text).toContain(value);
  }
  expect(read.text).toContain('Check this certificate at pdups.example.gov/verify with this serial: K7Q3-9F2M-XT4W');
  expect(read.text).toContain('Event 1042 · serial K7Q3-9F2M-XT4W');
  expect(read.text).not.toContain('version');
  expect(read.roles).toContain('Figure: QR code that opens the page where this certificate can be checked');
});

test('Section IV shows the signature, who signed, and the day (M12)', async () => {
  const typed = await printFor(signing, { kind: 'typed', text: 'J. M. Doe' });
  for (const value of ['J. M. Doe', 'Jane Doe, Director', 'May 6, 2026']) expect(typed.text).toContain(value);
  const drawn = await printFor(signing, { kind: 'picture', png: ONE_PIXEL });
  expect(drawn.roles).toContain('Figure: Signature of Jane Doe');
  expect(drawn.text).toContain('Jane Doe, Director');
});

function words(text: string, length: number): string {
  return text.repeat(length).slice(0, length);
}

const EVERYTHING_LONG = {
  title: words('Restorative conversations ', 200),
  instructor: words('Featherstone ', 120),
  providerName: words('Confederated Salish and Kootenai ', 120),
  participantSchool: words('Confederated Salish and Kootenai ', 120),
  participantNumber: words('1234567890', 30),
  signedTitle: words('Director of Learning ', 100),
};

test('a signature keeps clear of its label and of every other text', async () => {
  const black = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  const clear = await sharp({ create: { width: 300, height: 300, channels: 4, background: '#0000' } })
    .png()
    .toBuffer();
  const arts: SignatureArt[] = [
    { kind: 'picture', png: black },
    { kind: 'typed', text: 'Ågjpqyß Þyþ' },
    { kind: 'typed', text: words('Ångström-Gjörgy ', 60) },
    { kind: 'typed', text: 'محمد علي' },
    ...[
      'SARAH ELIZABETH THOMAS',
      'W'.repeat(60),
      'Ю'.repeat(60),
      '李'.repeat(60),
      'ணை'.repeat(30),
      'QJYG',
      'Nguyễn Ế',
      'Йўђ Щук',
      'ปิ่น ปู่',
      'ភ្នំពេញ',
      'བསྒྲུབས',
      'नरेंद्र हूँ',
      'နိုင်ငံ',
      '李小龙',
    ].map((text) => ({
      kind: 'typed' as const,
      text,
    })),
  ];
  const problems: object[] = [];
  for (const longest of [{}, EVERYTHING_LONG]) {
    const signed = { ...person, ...signing, ...longest };
    const printed = async (art: SignatureArt) => renderPdf(await certificateHtml(signed, art), PRINT_JOB);
    const without = await printed({ kind: 'picture', png: clear });
    const { placed } = readPdf(without);
    for (const art of arts) {
      const ink = whereDifferent(without, await printed(art));
      const touched = placed.filter(
        ({ left, right, bottom, top }) => left < ink.right && right > ink.left && bottom < ink.top && top > ink.bottom,
      );
      if (touched.length > 0) problems.push({ longest, art: art.kind === 'typed' && art.text, ink, touched });
    }
  }
  expect(problems).toEqual([]);
});

test('the longest names and signatures fit on one page with everything else at its longest', async () => {
  const ordinary = await printFor();
  for (const name of ['W', 'Hohenlohe ', 'محمد علي ', '李小龙', 'नरेंद्र ']) {
    const read = await printFor(
      {
        ...signing,
        ...EVERYTHING_LONG,
        participantName: words(name, 80),
      },
      { kind: 'typed', text: words(name, 60) },
    );
    expect(read.pages).toBe(1);
    expect(read.lowest).toBeGreaterThan(ordinary.lowest - 1);
  }
});

const ONE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
