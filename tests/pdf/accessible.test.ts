import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { badgesHtml } from '@/lib/attendees/check-in/print-badges';
import { sheetHtml } from '@/lib/attendees/sign-in-sheet/sheet-html';
import { type Codes, type Printed, postersHtml, programHtml } from '@/lib/conference-links/program-html';
import { accessible } from '@/lib/platform/pdf/files/accessible';
import { closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import { checkSignature } from '@/lib/platform/pdf/signing/check-signature';
import { signPdf } from '@/lib/platform/pdf/signing/sign-pdf';
import { signatureTail } from '@/lib/platform/pdf/signing/signature-tail';
import { signerWith } from '@/lib/platform/pdf/signing/signer';
import { certificateHtml } from '@/lib/printing/certificate-html';
import type { NamedFacts, SharedFacts, SigningFacts } from '@/lib/printing/facts';
import { fillCertificate, filledSoFar } from '@/lib/printing/filling/fill-certificate';
import { mergeFiles, type StoredParts } from '@/lib/printing/filling/merge-files';
import { addressBefore, baseSheet, printBase } from '@/lib/printing/filling/print-base';
import type { SignatureArt } from '@/lib/printing/signature/signature-art';
import { posterHtml } from '@/lib/share-links/poster';
import { PRINT_JOB } from '../support/print-job';
import { newKey } from '../support/signing-keys';
import { checkAccessible } from './check-accessible';
import { checkArchival } from './check-archival';

jest.setTimeout(180_000);
afterAll(closeRenderer);

const shared: SharedFacts = {
  title: 'Reading the Sky & More',
  instructor: 'Ann Lee',
  startsOn: '2026-05-03',
  endsOn: '2026-05-05',
  providerName: 'Big Sky School District',
  providerPhone: '(406) 555-0142',
  location: 'Helena, MT',
  units: '3.5',
  eventNumber: 1042,
  version: 2,
};
const person: NamedFacts = {
  ...shared,
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
const typed: SignatureArt = { kind: 'typed', text: 'J. M. Doe' };
const ABOUT = { name: 'A', reason: 'B', contact: 'C', signedAt: new Date('2026-05-03T16:00:00Z') };

const print = async (facts: SharedFacts | NamedFacts, art: SignatureArt | null = null) =>
  renderPdf(await certificateHtml(facts, art), PRINT_JOB);

const bases = new Map<SignatureArt | null, ReturnType<typeof printBase>>();

async function fill(changes: Partial<NamedFacts> = {}, art: SignatureArt | null = null) {
  if (!bases.has(art)) {
    const facts = art ? { ...shared, ...signing } : shared;
    bases.set(
      art,
      baseSheet(facts, addressBefore(person)!, art).then((sheet) => printBase(PRINT_JOB.visit, sheet)),
    );
  }
  const { bytes, plan } = await bases.get(art)!;
  const part = (await fillCertificate(plan, { ...person, ...(art ? signing : {}), ...changes }))!;
  return { plan, part, base: bytes, file: Buffer.concat([bytes, part.bytes]) };
}

async function merged(files: StoredParts[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of mergeFiles(files, { title: 'Certificates of Reading the Sky' })) parts.push(part);
  return Buffer.concat(parts);
}

/** The sessions of a conference, one of them without a code. */
const SESSIONS = Array.from({ length: 9 }, (_, index): Printed => {
  const day = index < 5 ? '2026-05-03' : '2026-05-04';
  return {
    day,
    title: index % 3 ? `Reading the Sky ${index}` : `Zoë 李小龙 ${index}: reading, writing and the sky over Montana`,
    times: `${8 + index}:00–${8 + index}:45 AM`,
    room: index % 2 ? 'Ballroom B' : null,
    instructor: index % 2 ? 'Ann Lee' : 'محمد علي',
    track: index % 4 ? null : 'Science',
    units: '1.5 PDUs',
    address: index === 2 ? null : `https://pdups.example.gov/certificate/${index}`,
  };
});
const CONFERENCE = {
  name: 'Big Sky Educators’ Conference',
  dates: 'May 3–4, 2026',
  place: 'Helena, MT',
  provider: 'Big Sky School District',
  address: 'https://pdups.example.gov/conference/abc',
};

const posters = async (codes: Codes) => {
  const rooms = ['Ballroom B', ''].map((room) => SESSIONS.filter((session) => (session.room ?? '') === room));
  const sheets = rooms.map((sessions) => ({ room: sessions[0]!.room ?? '', day: 'Sunday, May 3, 2026', sessions }));
  return renderPdf(await postersHtml({ ...CONFERENCE, posters: sheets, codes }), PRINT_JOB);
};

const KINDS: Record<string, () => Promise<Buffer>> = {
  'a generic certificate': () => print(shared),
  'a printed certificate': () => print({ ...person, participantName: 'محمد Smith', participantSchool: '' }),
  'a printed certificate with a signature': () => print({ ...person, ...signing }, typed),
  'a printed certificate with a picture of a signature': () =>
    print({ ...person, ...signing }, { kind: 'picture', png: INK }),
  'a filled certificate': async () => (await fill()).file,
  'a filled certificate with names in other letters': async () =>
    (await fill({ participantName: '李小龙', participantSchool: 'Zoë 李小龙 Κώστας' })).file,
  'a filled certificate without school and number': async () =>
    (await fill({ participantSchool: '', participantNumber: '' }, typed)).file,
  'one PDF of many certificates': async () => {
    const filled = await Promise.all([{}, { participantName: 'שרה לוי' }].map((changes) => fill(changes)));
    const signed = await fill({}, typed);
    return merged([
      ...filled.map(({ base, part }) => ({ base: { id: 1, bytes: base }, bytes: part.bytes })),
      { base: { id: 2, bytes: signed.base }, bytes: signed.part.bytes },
      { base: null, bytes: await print({ ...person, participantName: 'محمد Smith' }) },
    ]);
  },
  'a sign-in sheet': async () =>
    renderPdf(
      await sheetHtml({
        title: shared.title,
        dates: 'May 3–5, 2026',
        place: 'Helena, MT',
        instructor: 'Ann Lee',
        provider: 'Big Sky',
        people: ['Zoë Ñandú', 'محمد علي', '李小龙', 'Zoë 李小龙'].map((name, index) => ({
          name,
          school: index % 2 ? '' : 'Big Sky School District, Interdisciplinary Communication Department',
        })),
      }),
      PRINT_JOB,
    ),
  'badges on two pages': async () =>
    renderPdf(
      await badgesHtml(
        shared.title,
        Array.from({ length: 14 }, (_, index) => ({
          name: ['Zoë Ñandú', 'محمد علي', 'Zoë 李小龙'][index % 3]!,
          school: index % 2 ? '' : 'Big Sky School District, Interdisciplinary Communication Department',
          code: `K7Q3-9F${20 + index}`,
        })),
      ),
      PRINT_JOB,
    ),
  'a program of a conference': async () => {
    const days = ['2026-05-03', '2026-05-04'].map((day) => ({
      day: day.endsWith('3') ? 'Sunday, May 3, 2026' : 'Monday, May 4, 2026',
      sessions: SESSIONS.filter((session) => session.day === day),
    }));
    return renderPdf(await programHtml({ ...CONFERENCE, days }), PRINT_JOB);
  },
  'posters of rooms': () => posters('certificate'),
  'posters of rooms for check-in': () => posters('check-in'),
  'a poster': async () =>
    renderPdf(
      await posterHtml(
        {
          title: 'Reading the Sky',
          facts: 'May 3 · 6 PDUs',
          provider: 'Big Sky',
          steps: ['Point your phone’s camera at the square.', 'Download your certificate.'],
          until: 'Until May 4.',
        },
        'https://pdups.example.gov/claim/abc',
      ),
      PRINT_JOB,
    ),
};

test.each(Object.entries(KINDS))('%s follows PDF/UA and PDF/A-3u', async (_kind, make) => {
  const made = await make();
  const { problems, artifacts } = checkAccessible(made);
  expect(problems).toEqual([]);
  expect(Math.min(...artifacts)).toBeGreaterThanOrEqual(0);
  expect(checkArchival(made)).toEqual({ claimed: true, problems: [] });
});

test('signing keeps a certificate accessible and valid, printed or filled', async () => {
  const { key, certificate } = await newKey({ kind: 'P-256' });
  const signer = signerWith(key, [certificate]);
  const { plan, part, file } = await fill({ participantName: 'नरेंद्र' }, typed);
  const hash = createHash('sha256').update(file);
  const filled = Buffer.concat([file, signatureTail(filledSoFar(plan, part), hash, ABOUT, signer)]);
  for (const signed of [filled, signPdf(await print({ ...person, ...signing }, typed), ABOUT, signer)]) {
    expect(checkSignature(signed, [certificate])).toMatchObject({ state: 'valid', coversWholeFile: true });
    expect(checkAccessible(signed).problems).toEqual([]);
    expect(checkAccessible(signed).outline).toContainEqual(
      expect.stringMatching(/^\s*Form\b.*Approved provider verification/),
    );
    expect(checkArchival(signed)).toEqual({ claimed: true, problems: [] });
  }
});

const READ_ALOUD = `Document
  Art
    Figure: [Emblem: a mountain ridge under the sun]
    H1: OPI Professional Development Unit Certificate
    H2: Section I Participant
    L
      LI
        Lbl: Name
        LBody (hi): नरेंद्र
      LI
        Lbl: School or District
        LBody: Helena Public Schools
      LI
        Lbl: Educator Number (optional)
        LBody: 123456
    H2: Section II Instructor or Approved Provider Information
    L
      LI
        Lbl: Title of Activity
        LBody: Reading the Sky & More
      LI
        Lbl: Name of Instructor
        LBody: Ann Lee
      LI
        Lbl: Beginning and Ending Dates of Activity
        LBody: May 3–5, 2026
      LI
        Lbl: Approved Provider Name
        LBody: Big Sky School District
      LI
        Lbl: Provider’s Phone
        LBody: (406) 555-0142
      LI
        Lbl: Location (City, State)
        LBody: Helena, MT
      LI
        Lbl: Professional Development Units Earned
        LBody: 3.5
    H2: Section III Participant Verification
    P: I took part in this activity and claim the units shown.
    P: Signature
    P: Date
    H2: Section IV Approved Provider Verification
    P: The person named above completed this activity, and the information in Section II is correct.
    L
      LI
        Lbl: Signature
        LBody: J. M. Doe
      LI
        Lbl: Printed Name and Title
        LBody: Jane Doe, Director
      LI
        Lbl: Date
        LBody: May 6, 2026
    P
      Link
        Figure: [QR code that opens the page where this certificate can be checked]
    P: Check this certificate at pdups.example.gov/verify with this serial:
    P: K7Q3-9F2M-XT4W
    P: Event 1042 · serial K7Q3-9F2M-XT4W
    P: One hour of instruction is one unit. Keep this certificate for your license renewal.`;

test('a screen reader reads each label followed by its value, printed or filled', async () => {
  const changes = { participantName: 'नरेंद्र' };
  const filled = checkAccessible((await fill(changes, typed)).file);
  expect(filled.outline.join('\n')).toBe(READ_ALOUD);
  const printed = checkAccessible(await print({ ...person, ...signing, ...changes }, typed));
  expect(printed.outline.join('\n')).toBe(READ_ALOUD);
});

test('each part of a name in several scripts has its language, and the name is read as one', async () => {
  const participantName = 'Zoë 李小龙 Νίκος';
  for (const pdf of [(await fill({ participantName })).file, await print({ ...person, participantName })]) {
    const { outline, problems } = checkAccessible(pdf);
    expect(problems).toEqual([]);
    expect(outline.map((line) => line.trim())).toContain(`LBody: ${participantName}`);
  }
  const { bytes } = (await fill({ participantName })).part;
  for (const language of ['zh', 'el']) expect(bytes.toString('latin1')).toContain(`/Lang(${language})>>BDC`);
});

test('what readers would take to run the wrong way says what it says', async () => {
  const participantName = 'ߒߞߏ ߡߊ߬ߣߍ߲-ߕߊ';
  const { file } = await fill({ participantName });
  const { outline, problems } = checkAccessible(file);
  expect(problems).toEqual([]);
  expect(outline.map((line) => line.trim())).toContain(`LBody (nqo): ${participantName}`);
});

test('words on two lines stay two words, and a word that is split between two lines stays one', async () => {
  const title = 'Restorative conversations and interdisciplinary communication '.repeat(3).trim();
  const participantSchool = 'Confederated Salish and Kootenai Tribes Education Department, Two Eagle River School';
  for (const pdf of [await print({ ...person, title, participantSchool }), (await fill({ participantSchool })).file]) {
    const { outline } = checkAccessible(pdf);
    expect(outline.map((line) => line.trim())).toContain(`LBody: ${participantSchool}`);
  }
  const { outline } = checkAccessible(await print({ ...person, title }));
  expect(outline.map((line) => line.trim())).toContain(`LBody: ${title}`);
});

test('the document says who made it and what it is, and nothing about the browser', async () => {
  for (const pdf of [await print(person), (await fill()).file]) {
    const { metadata } = checkAccessible(pdf);
    expect(metadata).toContain('Reading the Sky &amp; More – Zoë Ñandú');
    const text = pdf.toString('latin1');
    expect(text).toContain('/Producer(PDUPS)');
    expect(text).not.toMatch(/Chrom|Skia|CreationDate/);
  }
});

test('the same page gives the same bytes', async () => {
  expect((await print(person)).equals(await print(person))).toBe(true);
});

test('a page as the browser prints it breaks many rules of PDF/UA', () => {
  const { problems } = checkAccessible(readFileSync(path.join(__dirname, 'printed-sheet.pdf')));
  const found = new Set(problems.map((problem) => problem.slice(0, problem.indexOf(':'))));
  expect([...found]).toEqual(expect.arrayContaining(['01-005', '06-001', '13', '28-012']));
  expect(problems.filter((problem) => problem.startsWith('01-005')).length).toBeGreaterThan(250);
});

test('what the browser did not write is refused', async () => {
  await expect(accessible(Buffer.from('no PDF'))).rejects.toThrow();
  const printed = readFileSync(path.join(__dirname, 'printed-sheet.pdf'));
  const once = await accessible(printed);
  // While the sheet is a base, it has a bar instead of the QR code.
  expect(checkAccessible(once).problems).toEqual([expect.stringContaining('a figure without a place')]);
  // Making it accessible again changes nothing.
  expect(checkAccessible(await accessible(once)).outline).toEqual(checkAccessible(once).outline);
});

/** Each check finds a file that lacks what it checks for. */
test.each([
  ['06-002', (pdf: string) => pdf.replace('<pdfuaid:part>1', '<pdfuaid:part>0')],
  ['06-003', (pdf: string) => pdf.replace('<dc:title>', '<dc:titel>')],
  ['07-001', (pdf: string) => pdf.replace('/DisplayDocTitle true', '/DisplayDocTitle null')],
  ['11-001', (pdf: string) => pdf.replace('/Lang (en)\n/', '/Long (en)\n/')],
  ['02-001', (pdf: string) => pdf.replace('/S/H1', '/S/HX')],
  ['13-004', (pdf: string) => pdf.replace('/Alt(', '/Old(')],
  ['13: a figure', (pdf: string) => pdf.replace('/BBox[', '/Bxxx[')],
  ['28-012', (pdf: string) => pdf.replace('/Contents (', '/Contentz (')],
  ['28-008', (pdf: string) => pdf.replace('/Tabs /S', '/Tobs /S')],
  ['09-004', (pdf: string) => pdf.replace('/S/LBody', '/S/Table')],
])('without it, %s is found', async (problem, spoil) => {
  const good = (await print(person)).toString('latin1');
  const bad = spoil(good);
  expect(bad).not.toBe(good);
  expect(checkAccessible(Buffer.from(bad, 'latin1')).problems.join('\n')).toContain(problem);
});

/** A stroke, as a picture of a signature. */
const INK = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
