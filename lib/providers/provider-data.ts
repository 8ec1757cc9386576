import type { ProviderRow } from '@/db/queries/providers';
import type { PostalAddress, ProviderContact, Signatory } from '@/db/schema';

/** What a provider says about itself, and may ask to change (manual, "Usernames and Account Access"; M22). */
export type ProviderData = {
  name: string;
  knownAs: string[];
  phone: string;
  website: string | null;
  mailingAddress: PostalAddress | null;
  physicalAddress: PostalAddress | null;
  primaryContact: ProviderContact | null;
  deputyContact: ProviderContact | null;
  signatory: Signatory | null;
  directoryConsent: boolean;
};

export type DataField = keyof ProviderData;

/** In the order and the words of the form. */
export const DATA_LABELS: Record<DataField, string> = {
  name: 'Legal name',
  knownAs: 'Other names',
  phone: 'Phone',
  website: 'Website',
  mailingAddress: 'Mailing address',
  physicalAddress: 'Physical address',
  primaryContact: 'Primary contact',
  deputyContact: 'Deputy contact',
  signatory: 'Signatory',
  directoryConsent: 'Phone and website in the public directory',
};

const FIELDS = Object.keys(DATA_LABELS) as DataField[];

/** Returns the data of a provider's record. */
export function dataOf({ knownAs, ...row }: ProviderRow): ProviderData {
  const { name, phone, website, mailingAddress, physicalAddress } = row;
  const { primaryContact, deputyContact, signatory, directoryConsent } = row;
  return {
    name,
    knownAs: knownAs.split('\n').filter(Boolean),
    phone,
    website,
    mailingAddress,
    physicalAddress,
    primaryContact,
    deputyContact,
    signatory,
    directoryConsent,
  };
}

/** Describes a field in words, for reading and for comparing two versions side by side; null when it is blank. */
export function describeData(data: ProviderData, field: DataField): string | null {
  switch (field) {
    case 'knownAs':
      return data.knownAs.join('\n') || null;
    case 'mailingAddress':
    case 'physicalAddress':
      return addressLines(data[field]);
    case 'primaryContact':
    case 'deputyContact':
      return contactLines(data[field]);
    case 'signatory':
      return data.signatory && `${data.signatory.name}, ${data.signatory.title}`;
    case 'directoryConsent':
      return data.directoryConsent ? 'Yes' : 'No';
    default:
      return data[field];
  }
}

function addressLines(address: PostalAddress | null): string | null {
  return address && `${address.street}\n${address.city}, ${address.state} ${address.zip}`;
}

function contactLines(contact: ProviderContact | null): string | null {
  return contact && [contact.name, contact.email, contact.phone].filter(Boolean).join('\n');
}

/** Returns the fields that differ: their words contain all of their parts. */
export function changedData(before: ProviderData, after: ProviderData): DataField[] {
  return FIELDS.filter((field) => describeData(before, field) !== describeData(after, field));
}

/** Returns the old and new values of the changed fields, for the audit log. */
export function dataChanges(before: ProviderData, after: ProviderData) {
  return Object.fromEntries(
    changedData(before, after).map((field) => [field, { before: before[field], after: after[field] }]),
  );
}

/** What the agency decides about a provider, which only staff change. */
export type StaffData = Pick<ProviderRow, 'kind' | 'type' | 'approvedOn'>;

/** Returns the old and new values of what the agency decides, for the audit log. */
export function staffChanges(before: StaffData, after: StaffData) {
  const fields = (['kind', 'type', 'approvedOn'] as const).filter((field) => before[field] !== after[field]);
  return Object.fromEntries(fields.map((field) => [field, { before: before[field], after: after[field] }]));
}

/** Sets the fields that a provider asked to change, and leaves the others as they are now. */
export function mergedData(now: ProviderData, { basis, asked }: { basis: ProviderData; asked: ProviderData }) {
  const fields = changedData(basis, asked);
  return { ...now, ...Object.fromEntries(fields.map((field) => [field, asked[field]])) };
}
