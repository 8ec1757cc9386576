import { ATTESTATION_STATEMENT } from '@/lib/settings/certificate-texts';

/**
 * What a provider attests each time an event is saved (DOMAIN, "What earns units"). The wording is the project's
 * choice, not the agency's own text. Administrators can change the statement.
 */
export const ATTESTATION = {
  statement: ATTESTATION_STATEMENT,
  earns: 'One hour of instruction earns one professional development unit (PDU). Meals and breaks do not count.',
  doesNotEarn: [
    'staff meetings and planning time',
    'compliance modules and required refreshers',
    'duties that earn extra pay',
    'unstructured mentoring',
  ],
  missing: 'Confirm that this event earns units. If you cannot confirm this, do not add the event.',
} as const;
