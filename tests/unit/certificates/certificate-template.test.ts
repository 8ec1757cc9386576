import { type CertificateFacts, factsHash } from '@/lib/printing/facts';
import { certificateBody, certificateCss, certificateDocument } from '@/lib/printing/template/certificate';
import { dateRange } from '@/lib/printing/template/date-range';
import { entryLines } from '@/lib/printing/template/entry-lines';

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

test('the certificate has the seven fields of the manual under its labels', () => {
  const body = certificateBody(facts);
  const pairs = [...body.matchAll(/<dt>(.*?)<\/dt><dd[^>]*>(.*?)<\/dd>/g)].map((match) => [match[1], match[2]]);
  expect(pairs).toEqual([
    ['Title of Activity', 'Reading the Sky'],
    ['Name of Instructor', 'Ann Lee'],
    ['Beginning and Ending Dates of Activity', 'May 3–5, 2026'],
    ['Approved Provider Name', 'Big Sky School District'],
    ['Provider’s Phone', '(406) 555-0142'],
    ['Location (City, State)', 'Helena, MT'],
    ['Professional Development Units Earned', '6.25'],
  ]);
});

test('a person who earned fewer units than the event offers does not state that they completed all of it', () => {
  for (const units of ['6.25', '1']) {
    const body = certificateBody({ ...person, units });
    expect(body).toContain('I took part in this activity and claim the units shown.');
    expect(body).not.toMatch(/\bwhole\b|\ball of\b|\bentire/);
  }
});

test('its four sections are in order under one heading', () => {
  const headings = [...certificateBody(facts).matchAll(/<h([12])>(.*?)<\/h/g)].map(
    (match) => `${match[1]} ${match[2]!.replace(/<[^>]+>/g, '')}`,
  );
  expect(headings).toEqual([
    '1 OPI Professional Development Unit Certificate',
    '2 Section I Participant',
    '2 Section II Instructor or Approved Provider Information',
    '2 Section III Participant Verification',
    '2 Section IV Approved Provider Verification',
  ]);
});

const HOSTILE = `</dd></title><script>alert(1)</script><img src=x onerror="a()"> ' " & <!-- ]]> </style>`;

test.each(['title', 'instructor', 'providerName', 'providerPhone', 'location', 'units', 'startsOn', 'endsOn'] as const)(
  'markup typed as the %s stays text',
  (field) => {
    const page = certificateDocument({ ...facts, [field]: HOSTILE }, '');
    expect(page).not.toMatch(/<script|<img|<!--/);
    expect(page.match(/<\/title>/g)).toHaveLength(1);
    expect(page.match(/<\/style>/g)).toHaveLength(2);
  },
);

const person = {
  ...facts,
  participantName: 'Zoë Ñandú',
  participantSchool: 'Helena Public Schools',
  participantNumber: '123456',
  serial: 'K7Q3-9F2M-XT4W',
  verifyUrl: 'https://pdups.example.gov/verify/K7Q3-9F2M-XT4W',
  signedBy: 'Jane Doe',
  signedTitle: 'Director',
  signedOn: '2026-05-06',
};

test.each([
  'participantName',
  'participantSchool',
  'participantNumber',
  'serial',
  'verifyUrl',
  'signedBy',
  'signedTitle',
] as const)('markup typed as the %s stays text', (field) => {
  const page = certificateDocument({ ...person, [field]: HOSTILE }, '', {
    signature: { kind: 'typed', text: HOSTILE },
  });
  expect(page).not.toMatch(/<script|<img|<!--/);
  expect(page.match(/<\/title>/g)).toHaveLength(1);
  expect(page.match(/<\/style>/g)).toHaveLength(2);
});

test('blank lines are left for a pen, and a blank school keeps its label', () => {
  expect(certificateBody(facts).match(/certificate__blank /g)).toHaveLength(8);
  const named = certificateBody({ ...person, participantSchool: '' });
  expect(named.match(/certificate__blank /g)).toHaveLength(5);
  expect(named).toContain('<dt>School or District</dt>');
});

test('a name breaks between words into few lines of similar length', () => {
  const set = entryLines(
    'participantName',
    'Maria-Theresia Alexandrovna von Hohenlohe-Waldenburg-Schillingsfürst Featherstone',
    'airy',
  );
  expect(set.lines).toEqual(['Maria-Theresia Alexandrovna von', 'Hohenlohe-Waldenburg-Schillingsfürst Featherstone']);
  expect(entryLines('participantName', 'Zoë Ñandú', 'airy')).toMatchObject({
    size: 22.5,
    lines: ['Zoë Ñandú'],
    fits: true,
  });
  const word = entryLines('participantName', 'W'.repeat(80), 'airy');
  expect(word.lines.join('')).toBe('W'.repeat(80));
  expect(word.lines.length).toBeGreaterThan(1);
});

test('in Section II, words with hyphens and slashes are not broken if they fit a line', () => {
  const titleWith = (title: string) =>
    /data-field="title" dir="auto">(.*?)<\/dd>/.exec(certificateBody({ ...facts, title }))![1];
  const fits = 'Interdisciplinary Featherstonehaugh-Cholmondeley Communication and Kalispell/Whitefish Cooperation';
  expect(titleWith(fits)).toBe(
    'Interdisciplinary <span class="certificate__word">Featherstonehaugh-Cholmondeley</span> Communication and <span class="certificate__word">Kalispell/Whitefish</span> Cooperation',
  );
  const wide = 'Featherstonehaugh/Cholmondeley/'.repeat(8);
  expect(titleWith(wide)).toBe(wide.replaceAll(/\/(?=.)/g, '/<wbr>'));
  expect(titleWith('Hands-on/in-class')).toBe('Hands-on/in-class');
});

test('the body needs nothing that a strict content security policy forbids', () => {
  const body = certificateBody(person, {
    signature: { kind: 'typed', text: 'Jane' },
    qrCode: { size: 1, modules: [1] },
  });
  expect(body).not.toMatch(/\sstyle=|\son[a-z]+=|<style|<script|https?:|url\(/);
  expect(certificateCss).not.toMatch(/@import|url\(/);
});

test('no value is ever clipped', () => {
  expect(certificateCss).not.toMatch(/overflow:|text-overflow|line-clamp/);
});

test('every rule is below the certificate, so that it applies in a shadow root and nowhere else', () => {
  for (const rule of certificateCss.split('}').map((text) => text.split('{')[0]!.trim())) {
    for (const selector of rule.split(',').filter(Boolean)) expect(selector.trim()).toMatch(/^\.certificate/);
  }
});

test('an empty form has a preview', () => {
  expect(certificateBody({})).toContain('Title of Activity');
  expect(certificateBody({})).not.toMatch(/undefined|NaN|certificate version/);
});

test.each([
  ['2026-05-03', '2026-05-03', 'May 3, 2026'],
  ['2026-05-03', '2026-05-05', 'May 3–5, 2026'],
  ['2026-04-30', '2026-05-02', 'April 30 – May 2, 2026'],
  ['2025-12-30', '2026-12-29', 'December 30, 2025 – December 29, 2026'],
  ['nonsense', '', ''],
])('dates from %s to %s read %s', (from, to, text) => {
  expect(dateRange(from, to)).toBe(text);
});

test('the hash of the facts depends on every fact, not on their order', () => {
  const turned = Object.fromEntries(Object.entries(facts).reverse()) as CertificateFacts;
  expect(factsHash(turned)).toBe(factsHash(facts));
  expect(factsHash({ ...facts, version: 3 })).not.toBe(factsHash(facts));
  expect(factsHash(facts)).toMatch(/^[0-9a-f]{64}$/);
});
