import { z } from 'zod';
import { searchable } from '@/lib/platform/text';

export const CERTIFICATE_STATES = ['valid', 'superseded', 'revoked'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export const CERTIFICATE_STATE_LABELS: Record<CertificateState, string> = {
  valid: 'Valid',
  superseded: 'Superseded',
  revoked: 'Revoked',
};

const MAX_WORDS = 6;

const place = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number)
  .nullable()
  .catch(null);

/** The query of the list's address: the search, the state, and where the page starts. Nonsense is ignored. */
export const certificateListSchema = z.object({
  q: z
    .string()
    .max(100)
    .refine((text) => text.isWellFormed() && !text.includes('\0'))
    .catch(''),
  state: z.enum(CERTIFICATE_STATES).nullable().catch(null),
  after: place,
  before: place,
});

export type CertificateListQuery = z.output<typeof certificateListSchema>;

export function wordsOf({ q }: Pick<CertificateListQuery, 'q'>): string[] {
  return searchable(q).split(' ').filter(Boolean).slice(0, MAX_WORDS);
}

/** Returns the address of a list of certificates, without the parts that have their default values. */
export function certificateListHref(eventId: number, query: Partial<CertificateListQuery>): string {
  const params = new URLSearchParams();
  for (const name of ['q', 'state', 'after', 'before'] as const) {
    const value = query[name];
    if (value) params.set(name, String(value));
  }
  return `/events/${eventId}/certificates${params.size > 0 ? `?${params}` : ''}`;
}
