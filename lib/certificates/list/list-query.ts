import { z } from 'zod';
import { listHref } from '@/lib/platform/lists/address';
import { ifValid, recordId, searchText } from '@/lib/platform/lists/filters';

export const CERTIFICATE_STATES = ['valid', 'superseded', 'revoked'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export const CERTIFICATE_STATE_LABELS: Record<CertificateState, string> = {
  valid: 'Valid',
  superseded: 'Superseded',
  revoked: 'Revoked',
};

/** The query of the list's address: the search, the state, and where the page starts. Nonsense is ignored. */
export const certificateListSchema = z.object({
  q: searchText,
  state: ifValid(z.enum(CERTIFICATE_STATES)),
  after: ifValid(recordId),
  before: ifValid(recordId),
});

export type CertificateListQuery = z.output<typeof certificateListSchema>;

/** Returns the address of a list of certificates, without the parts that have their default values. */
export function certificateListHref(eventId: number, query: Partial<CertificateListQuery>): string {
  const { q, state, after, before } = query;
  return listHref(`/events/${eventId}/certificates`, { q, state, after, before });
}
