import type { ProviderRow } from '@/db/queries/providers';

export const PROVIDER_KINDS: Record<ProviderRow['kind'], string> = {
  multiple_event: 'Multiple-event provider',
  single_event: 'Single-event provider',
};

const TYPES: Record<string, string> = {
  school_district: 'School district',
  school: 'School',
  college_or_university: 'College or university',
  federal_government: 'Federal government',
  state_government: 'State government',
  tribal_government: 'Tribal government',
  local_government: 'County or city government',
  professional_organization: 'Professional education organization',
  other: 'Other',
};

/** Returns the words for a type of provider. */
export function typeInWords(type: string): string {
  return TYPES[type] ?? type;
}
