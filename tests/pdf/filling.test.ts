import { certificateHtml } from '@/lib/certificates/certificate-html';
import type { NamedFacts } from '@/lib/certificates/facts';
import { SENTINELS } from '@/lib/certificates/filling/cut-base';
import { fillCertificate } from '@/lib/certificates/filling/fill-certificate';
import { addressBefore, printBase } from '@/lib/certificates/filling/print-base';
import { closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import { compareLook } from './compare-look';
import { readPdf } from './read-pdf';

jest.setTimeout(180_000);
afterAll(closeRenderer);

const facts: NamedFacts = {
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
  participantName: 'Zoë Ñandú',
  participantSchool: 'Helena Public Schools',
  participantNumber: '123456',
  serial: 'K7Q3-9F2M-XT4W',
  verifyUrl: 'https://pdups.example.gov/verify/K7Q3-9F2M-XT4W',
};

const made = new Map<string, ReturnType<typeof printBase>>();

/** The base of the event with these changes, printed once. */
function base(changes: Partial<NamedFacts> = {}) {
  const { participantName, participantSchool, participantNumber, serial, verifyUrl, ...shared } = {
    ...facts,
    ...changes,
  };
  const key = JSON.stringify(shared);
  if (!made.has(key)) made.set(key, printBase(shared, addressBefore(facts)!, null));
  return made.get(key)!;
}

async function fill(person: Partial<NamedFacts> = {}): Promise<Buffer | null> {
  const { bytes, plan } = await base(person);
  const part = await fillCertificate(plan, { ...facts, ...person });
  return part && Buffer.concat([bytes, part.bytes]);
}

const print = async (person: Partial<NamedFacts> = {}) =>
  renderPdf(await certificateHtml({ ...facts, ...person }, null));

const NAMES: Record<string, string> = {
  Spanish: 'Zoë Ñandú',
  Chinese: '李小龙',
  Arabic: 'محمد علي',
  'Arabic with marks': 'مُحَمَّد الأَمين',
  Persian: 'علی\u200cرضا',
  Hebrew: 'שרה לוי',
  Devanagari: 'नरेंद्र',
  Bengali: 'রবীন্দ্রনাথ ঠাকুর',
  Tamil: 'சுப்பிரமணிய',
  Khmer: 'សុខា ភាសាខ្មែរ',
  Myanmar: 'အောင်ဆန်း',
  Tibetan: 'བསྟན་འཛིན་',
  Vietnamese: 'Nguyễn Thị Ánh',
  'Irish and Polish': 'O’Connor-Łukasiewicz',
  Korean: '김철수',
  Salish: 'Séliš, Ql̓ispé',
  Cheyenne: 'Tsétsėhéstȧhese',
  Greek: 'Ἀθηνᾶ Παπαδοπούλου',
  Cherokee: 'ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ',
  Ligatures: 'Griffin Affleck Thomas Fjord',
  '80 letters': 'Maria-Theresia Alexandrovna von Hohenlohe-Waldenburg-Schillingsfürst Featherston',
  '80 Arabic letters': 'محمد عبد الرحمن بن علي بن يوسف بن خالد الخطيب البغدادي الهاشمي القرشي المكي',
  'three scripts': 'Zoë 李小龙 Κώστας',
  // Signs that shaping takes apart, so that their pieces have to be in the fonts of the printed page, too.
  Thai: 'น้ำทิพย์ สำราญ',
  Lao: 'ພາສາລາວ',
  'Tamil, in halves': 'கௌரி பொன் ஹோ',
  'Bengali, in halves': 'ত্রৈলোক্য সৌরভ',
  Kannada: 'ಗೋಪಾಲ ಕೈ ಹೊ',
  Telugu: 'కైలాస్ గోపాల్',
  Malayalam: 'ഗോപാലൻ കൊ കൗ',
  Sinhala: 'ගෝපාල කොළඹ',
  'Khmer, in halves': 'កើត កោះ គៀន គឿ ចៅ',
  Oriya: 'ଗୋପାଳ ସୌରଭ',
  capitals: 'WILLIAM MCALLISTER-WHITE WOLF',
};

const pairs = Object.entries(NAMES).flatMap(([script, name], index, all) => {
  const next = all[index + 1];
  return index % 2 === 0 && next ? [{ scripts: `${script}, ${next[0]}`, name, school: next[1] }] : [];
});

test.each(pairs)('filled, $scripts look as they are printed and read letter for letter', async ({ name, school }) => {
  const person = { participantName: name, participantSchool: school };
  const filled = await fill(person);
  expect(filled).not.toBeNull();
  const printed = await print(person);
  // Letters and marks that overlap are drawn at once instead of one after the other: some pixels of their edges.
  expect(compareLook(printed, filled!)).toBeLessThan(80);
  const [read, likewise] = [readPdf(filled!), readPdf(printed)];
  expect(textUnder('Section I', read.lines)).toBe(`Participant ${name} Name ${school} School or District 123456`);
  expect(read).toMatchObject({ pages: 1, size: [0, 0, 792, 612], title: likewise.title });
  expect(meaningful(read.roles)).toEqual(meaningful(likewise.roles));
});

test('a letter more is a difference that is seen', async () => {
  expect(compareLook(await print(), (await fill({ participantName: 'Zoë Ñandúi' }))!)).toBeGreaterThan(80);
});

const meaningful = (roles: string[]) => roles.filter((role) => role !== 'NonStruct');

/** What stands between this line and the label of the educator number. */
function textUnder(heading: string, lines: string[]): string {
  return lines.slice(lines.indexOf(heading) + 1, lines.indexOf('Educator Number (optional)')).join(' ');
}

test('a longer name, another school, no number: everything stands where it is printed', async () => {
  for (const person of [
    { participantSchool: 'Confederated Salish and Kootenai Tribes Education Department, Two Eagle River School' },
    { participantSchool: '', participantNumber: '' },
    { participantName: 'Kim', participantNumber: 'MT-2026 / 00-1234567' },
    { title: 'Restorative conversations '.repeat(8).trim(), providerName: 'Salish and Kootenai '.repeat(6).trim() },
  ]) {
    const filled = await fill(person);
    expect(compareLook(await print(person), filled!)).toBeLessThan(50);
  }
});

test('its fonts are embedded, and most names bring none along', async () => {
  const { plan } = await base();
  const plain = await fill();
  expect(plain!.length - plan.length).toBeLessThan(4_000);
  const source = (await fill({ participantName: 'नरेंद्र 李小龙' }))!.toString('latin1');
  const count = (pattern: RegExp) => source.match(pattern)?.length ?? 0;
  expect(count(/\/Type ?\/FontDescriptor/g)).toBeGreaterThan(4);
  expect(count(/\/FontFile2 /g)).toBe(count(/\/Type ?\/FontDescriptor/g));
  expect(source).not.toContain('/Type3');
});

test('the same facts give the same bytes, and another person others', async () => {
  const [one, again, other] = [await fill(), await fill(), await fill({ participantName: 'Kim Lee' })];
  expect(again!.equals(one!)).toBe(true);
  expect(other!.equals(one!)).toBe(false);
  const { bytes } = await base();
  expect(other!.subarray(0, bytes.length).equals(bytes)).toBe(true);
});

test('nothing of what stood in the slots while the base was printed remains', async () => {
  const filled = await fill({ participantSchool: '', participantNumber: '' });
  const { text, title } = readPdf(filled!);
  for (const sentinel of Object.values(SENTINELS)) {
    expect(text + title).not.toContain(sentinel);
    expect(filled!.includes(sentinel)).toBe(false);
  }
  const { bytes } = await base();
  expect(readPdf(bytes).text).not.toContain('NQX');
});

test('the QR code of a file that is opened on a screen is a link to the page that checks it', async () => {
  const read = readPdf((await fill())!);
  expect(read.links).toEqual(['https://pdups.example.gov/verify/K7Q3-9F2M-XT4W']);
  expect(readPdf(await print()).links).toEqual(read.links);
});

test.each([
  ['of both directions', 'محمد Smith'],
  ['from right to left with figures', 'محمد 2'],
  ['with full-width punctuation', '李小龙（蒙大拿）'],
  ['that does not fit', 'W'.repeat(120)],
])('a name %s is left to the browser', async (_kind, participantName) => {
  expect(await fill({ participantName })).toBeNull();
});

test('a check address of another length is left to the browser', async () => {
  const { plan } = await base();
  const verifyUrl = `https://${'long.'.repeat(20)}example.gov/verify/${facts.serial}`;
  expect(await fillCertificate(plan, { ...facts, verifyUrl })).toBeNull();
});
