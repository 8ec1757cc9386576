import { createHash } from 'node:crypto';
import { certificateDocument, type Drawn } from './certificate';
import { dateRange } from './date-range';
import { ENTRY_MEASURES } from './entry-lines';
import { FIT_MEASURES } from './fit';
import { LAYOUT_MEASURES } from './layout';
import { type DraftFacts, FAMILIES } from './values';

const EVENT: DraftFacts = {
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

const PERSON: DraftFacts = {
  participantName: 'Zoë Ñandú',
  participantSchool: 'Helena Public Schools',
  participantNumber: '123456',
  serial: 'K7Q3-9F2M-XT4W',
  verifyUrl: 'https://pdups.example.gov/verify/K7Q3-9F2M-XT4W',
};

const SIGNING: DraftFacts = { signedBy: 'Jane Doe', signedTitle: 'Director', signedOn: '2026-05-06' };

/** Longer and longer values, for each density, and for scripts that need taller lines. */
const VALUES: DraftFacts[] = [
  {},
  { title: 'Restorative conversations '.repeat(8).trim(), providerName: 'Salish and Kootenai '.repeat(6).trim() },
  { title: 'सीखना और सिखाना '.repeat(16).trim(), instructor: '李小龙 محمد علي '.repeat(12).trim(), units: '100.25' },
];

const QR_CODE = { size: 2, modules: [1, 0, 0, 1] };

const DRAWN: [DraftFacts, Drawn][] = [
  [{}, {}],
  [PERSON, { qrCode: QR_CODE, linked: true }],
  [
    { ...PERSON, ...SIGNING },
    { qrCode: QR_CODE, signature: { kind: 'typed', text: 'Jane Doe' } },
  ],
  [SIGNING, { signature: { kind: 'picture', src: 'data:image/png;base64,' } }],
];

const specimens = DRAWN.flatMap(([facts, drawn]) =>
  VALUES.map((values) => certificateDocument({ ...EVENT, ...facts, ...values }, '', drawn)),
);

const dates = [
  ['2026-05-03', '2026-05-03'],
  ['2026-04-30', '2026-05-02'],
  ['2026-12-31', '2027-01-02'],
].map(([from, to]) => dateRange(from, to));

/**
 * Names the template after what it prints, so that no change of wording, styles, layout, or ornament can keep the name.
 * A certificate stores the version that it was printed with. Until November 2026, versions were numbers raised by hand,
 * the last of which is '2'.
 */
export const TEMPLATE_VERSION = createHash('sha256')
  .update(JSON.stringify([specimens, dates, FAMILIES, LAYOUT_MEASURES, ENTRY_MEASURES, FIT_MEASURES]))
  .digest('hex')
  .slice(0, 16);
