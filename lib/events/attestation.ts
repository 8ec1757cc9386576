/**
 * What a provider states each time an event is saved (DOMAIN, "What earns units"). The wording is the project's
 * choice and stands here alone; it is not the agency's own text.
 */
export const ATTESTATION = {
  statement:
    'This is planned, structured professional development for P–12 educators, with a stated aim and new learning.',
  earns: 'One hour of instruction earns one professional development unit (PDU). Meals and breaks do not count.',
  doesNotEarn: [
    'staff meetings and planning time',
    'compliance modules and required refreshers',
    'duty that is paid extra',
    'mentoring without structure',
  ],
  missing: 'Confirm that this event earns units. If you cannot, it must not be entered.',
} as const;
