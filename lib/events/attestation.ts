/**
 * What a provider attests each time an event is saved (DOMAIN, "What earns units"). The wording is the project's
 * choice, not the agency's own text, and is written only here.
 */
export const ATTESTATION = {
  statement:
    'This is planned, structured professional development for P–12 educators, with a stated aim and new learning.',
  earns: 'One hour of instruction earns one professional development unit (PDU). Meals and breaks do not count.',
  doesNotEarn: [
    'staff meetings and planning time',
    'compliance modules and required refreshers',
    'duties that earn extra pay',
    'unstructured mentoring',
  ],
  missing: 'Confirm that this event earns units. If you cannot confirm this, do not add the event.',
} as const;
