import type { ProviderRow } from '@/db/queries/providers';

/** The kinds of providers (manual, "Approved Providers"), in words. */
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

type Choice = { value: string; label: string };

/** The kinds and types as the choices of a form. */
export const KIND_CHOICES: readonly Choice[] = choicesOf(PROVIDER_KINDS);
export const TYPE_CHOICES: readonly Choice[] = choicesOf(TYPES);

function choicesOf(words: Record<string, string>): Choice[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

/** Returns the words for a type of provider. */
export function typeInWords(type: string): string {
  return TYPES[type] ?? type;
}
