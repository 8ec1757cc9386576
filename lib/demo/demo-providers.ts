import type { providers } from '@/db/schema';

type DemoProvider = Omit<typeof providers.$inferInsert, 'kind'>;

/** What is on record about the providers of the demo; the college has little of it. */
export const PROVIDERS = {
  district: {
    name: 'Big Sky School District',
    knownAs: 'BSSD',
    phone: '(406) 555-0142',
    type: 'school_district',
    website: 'https://bigsky.example',
    mailingAddress: { street: 'PO Box 1420', city: 'Helena', state: 'MT', zip: '59624' },
    physicalAddress: { street: '55 Prospect Avenue', city: 'Helena', state: 'MT', zip: '59601' },
    primaryContact: { name: 'Jordan Doe', email: 'jdoe@bigsky.example', phone: '(406) 555-0142' },
    deputyContact: { name: 'Ada Whitecloud', email: 'awhitecloud@bigsky.example', phone: '(406) 555-0143' },
    signatory: { name: 'Ruth Halvorsen', title: 'Superintendent' },
    directoryConsent: true,
    approvedOn: '2019-08-12',
  },
  vendor: {
    name: 'Treasure State Learning',
    knownAs: 'TSL Online',
    phone: '(406) 555-0167',
    type: 'other',
    website: 'https://treasurestate.example',
    mailingAddress: { street: '200 West Broadway, Suite 4', city: 'Missoula', state: 'MT', zip: '59802' },
    primaryContact: { name: 'Marisol Lopez', email: 'mlopez@treasurestate.example', phone: '' },
    directoryConsent: true,
    approvedOn: '2022-02-03',
  },
  college: {
    name: 'Mission Valley Tribal College',
    phone: '(406) 555-0119',
    type: 'college_or_university',
    createdAt: new Date('2024-03-05T18:00:00Z'),
  },
} satisfies Record<string, DemoProvider>;
