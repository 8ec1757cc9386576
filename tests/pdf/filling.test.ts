import { closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import { certificateHtml } from '@/lib/printing/certificate-html';
import type { NamedFacts } from '@/lib/printing/facts';
import { SENTINELS } from '@/lib/printing/filling/cut-base';
import { fillCertificate } from '@/lib/printing/filling/fill-certificate';
import { setLines } from '@/lib/printing/filling/glyphs';
import { addressBefore, baseSheet, printBase } from '@/lib/printing/filling/print-base';
import { PRINT_JOB } from '../support/print-job';
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

/** Returns the base of the event with these changes, printed only once. */
function base(changes: Partial<NamedFacts> = {}) {
  const { participantName, participantSchool, participantNumber, serial, verifyUrl, ...shared } = {
    ...facts,
    ...changes,
  };
  const key = JSON.stringify(shared);
  if (!made.has(key))
    made.set(
      key,
      baseSheet(shared, addressBefore(facts)!, null).then((sheet) => printBase(PRINT_JOB.visit, sheet)),
    );
  return made.get(key)!;
}

async function fill(person: Partial<NamedFacts> = {}): Promise<Buffer | null> {
  const { bytes, plan } = await base(person);
  const part = await fillCertificate(plan, { ...facts, ...person });
  return part && Buffer.concat([bytes, part.bytes]);
}

const print = async (person: Partial<NamedFacts> = {}) =>
  renderPdf(await certificateHtml({ ...facts, ...person }, null), PRINT_JOB);

const NAMES: Record<string, string> = {
  Spanish: 'Zoë Ñandú',
  Chinese: '李小龙',
  Arabic: 'محمد علي',
  'Arabic with marks': 'مُحَمَّد الأَمين',
  'Arabic with marks to its end': 'مُحَمَّدُ بْنُ عَبْدِ ٱللَّٰهِ',
  Urdu: 'فیضؔ',
  Thaana: 'ދިވެހި ރައްޖެ',
  'Arabic in brackets': 'محمد (علي)',
  'vocalized Hebrew': 'שָׁלוֹם בֶּן דָּוִדְ',
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
  'Katakana, voiced': 'ト\u309aカ\u309a ダナカ パパ',
  Ligatures: 'Griffin Affleck Thomas Fjord',
  '80 letters': 'Maria-Theresia Alexandrovna von Hohenlohe-Waldenburg-Schillingsfürst Featherston',
  '80 Arabic letters': 'محمد عبد الرحمن بن علي بن يوسف بن خالد الخطيب البغدادي الهاشمي القرشي المكي',
  'three scripts': 'Zoë 李小龙 Κώστας',
  // Characters that shaping takes apart, so that their parts must also be in the fonts of the printed page.
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
  Osage: '𐓏𐓘𐓻𐓘𐓻𐓟 𐓀𐓣𐓟',
  NKo: 'ߒߞߏ ߡߊ߬ߣߍ߲',
  Mongolian: 'ᠮᠣᠩᠭᠣᠯ ᠪᠠᠭᠰᠢ',
  'Nyiakeng Puachue Hmong': '𞄀𞄩𞄰 𞄁𞄤',
  Tifinagh: 'ⵜⴰⵎⴰⵣⵉⵖⵜ',
  'Ol Chiki': 'ᱥᱟᱱᱛᱟᱲᱤ',
  Meetei: 'ꯃꯩꯇꯩ ꯂꯣꯟ',
  Javanese: 'ꦗꦮꦶ ꦱꦿꦶ ꦏꦼꦴ',
  Balinese: 'ᬅᬓ᭄ᬱᬭ ᬩᬮᬶ',
  Yi: 'ꆈꌠꁱꂷ',
  Vai: 'ꕙꔤ ꖕꖃ',
  Coptic: 'Ⲧⲙⲛⲧⲣⲙ̀ⲛⲕⲏⲙⲉ',
  'Old Hangul': 'ᄒᆞᆫ글 나랏말ᄊᆞ〮미',
  'Han of the second plane': '𠮷野 𨋢 𠝹',
  'Japanese with a mark of repetition': '佐々木 健',
  'Arabic with figures': 'سليمان 12 علي',
  'Arabic with a full stop': 'د. محمد علي',
  'Hebrew with a hyphen': 'אבן-עזרא',
  'Persian with a slash': 'نیلوفر/رضا',
  capitals: 'WILLIAM MCALLISTER-WHITE WOLF',
};

/** An ASCII hyphen in a right-to-left name is read as the Unicode one; see `readFromTheRight`. */
const readAs = (name: string) => (/\p{Script=Hebrew}/u.test(name) ? name.replaceAll('-', '\u2010') : name);

const pairs = Object.entries(NAMES).flatMap(([script, name], index, all) => {
  const next = all[index + 1];
  return index % 2 === 0 && next ? [{ scripts: `${script}, ${next[0]}`, name, school: next[1] }] : [];
});

test.each(pairs)('filled in, $scripts look as printed and read character by character', async ({ name, school }) => {
  const person = { participantName: name, participantSchool: school };
  const filled = await fill(person);
  expect(filled).not.toBeNull();
  const printed = await print(person);
  // Overlapping characters and marks are drawn at once instead of one after the other, which changes pixels at their
  // edges.
  expect(compareLook(printed, filled!)).toBeLessThan(80);
  const [read, likewise] = [readPdf(filled!), readPdf(printed)];
  expect(textUnder('Section I', read.lines).replaceAll('\u200f', '')).toBe(
    `Participant Name ${readAs(name)} School or District ${readAs(school)}`,
  );
  expect(read).toMatchObject({ pages: 1, size: [0, 0, 792, 612], title: likewise.title });
  expect(meaningful(read.roles)).toEqual(meaningful(likewise.roles));
});

test('a character that the font has but draws as nothing is not filled in', async () => {
  // Half of each character is in another font, and the browser would silently leave it out.
  expect(await setLines('ﾀﾞﾅｶ', ['ﾀﾞﾅｶ'])).toBeNull();
  await expect(print({ participantName: 'ﾀﾞﾅｶ' })).rejects.toMatchObject({ code: 'invalid' });
  const inked = await setLines('ト\u309aカ\u309a ダナカ', ['ト\u309aカ\u309a ダナカ']);
  for (const { font, cluster } of inked![0]!.characters) {
    const drawn = cluster.glyphs.some(({ id }) => font.outlines.glyph(id).length > 0);
    expect([cluster.text, drawn]).toEqual([cluster.text, cluster.text !== ' ']);
  }
});

/**
 * Returns how pdftotext reads a left-to-right line of a page: the part before the first right-to-left character
 * unchanged, then the part up to the next left-to-right character or digit in reverse.
 */
function readAsPdftotext(shown: string): string {
  return shown.replaceAll(
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Nko}\u200f][^\p{Script=Latin}\p{N}#$%+,\-./:]*/gu,
    (run) => [...run].reverse().join(''),
  );
}

test.each([
  'مُحَمَّدُ بْنُ عَبْدِ ٱللَّٰهِ',
  'فیضؔ',
  'ދިވެހި ރައްޖެ',
  'محمد (علي)',
  'שָׁלוֹם בֶּן דָּוִדְ',
  'שרה לוי',
  '(علي) محمد',
  'אבן-עזרא',
  'بن-علي محمد',
  'ߒߞߏ-ߡߊ߬',
])('%s reads right even in a line that is reversed from its first character on', async (name) => {
  const [line] = (await setLines(name, [name]))!;
  const shown = line!.characters.map(({ cluster }) => cluster.text).join('');
  expect(readAsPdftotext(shown).replaceAll('\u200f', '')).toBe(name.replaceAll('-', '\u2010'));
});

test('one more character is a visible difference', async () => {
  expect(compareLook(await print(), (await fill({ participantName: 'Zoë Ñandúi' }))!)).toBeGreaterThan(80);
});

const meaningful = (roles: string[]) => roles.filter((role) => role !== 'NonStruct');

/** Returns the text between this line and the label of the educator number: each value after its label. */
function textUnder(heading: string, lines: string[]): string {
  return lines.slice(lines.indexOf(heading) + 1, lines.indexOf('Educator Number (optional)')).join(' ');
}

test('a longer name, another school, no number: everything is where it is printed', async () => {
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

test('its fonts are embedded, and most names need none of their own', async () => {
  const { plan } = await base();
  const plain = await fill();
  expect(plain!.length - plan.length).toBeLessThan(4_000);
  const source = (await fill({ participantName: 'नरेंद्र 李小龙' }))!.toString('latin1');
  const count = (pattern: RegExp) => source.match(pattern)?.length ?? 0;
  expect(count(/\/Type ?\/FontDescriptor/g)).toBeGreaterThan(4);
  expect(count(/\/FontFile2 /g)).toBe(count(/\/Type ?\/FontDescriptor/g));
  expect(source).not.toContain('/Type3');
});

test('the same facts give the same bytes, and another person’s facts others', async () => {
  const [one, again, other] = [await fill(), await fill(), await fill({ participantName: 'Kim Lee' })];
  expect(again!.equals(one!)).toBe(true);
  expect(other!.equals(one!)).toBe(false);
  const { bytes } = await base();
  expect(other!.subarray(0, bytes.length).equals(bytes)).toBe(true);
});

test('nothing remains of the text that was in the slots while the base was printed', async () => {
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
  ['from right to left with a number that has signs', 'محمد 1/2'],
  ['from right to left with a percentage', 'محمد 5%'],
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
