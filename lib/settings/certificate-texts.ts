/**
 * The sentences of the certificate that administrators can change, as they are until somebody does. Nobody published the
 * wording of Sections III and IV; these are this project's choice, and never the agency's own text.
 */
export const CERTIFICATE_TEXTS = {
  participantStatement: 'I took part in this activity and claim the units shown.',
  providerStatement: 'The person named above completed this activity, and the information in Section II is correct.',
  keep: 'One hour of instruction is one unit. Keep this certificate for your license renewal.',
} as const;

/** What a provider confirms each time it saves an event, until administrators change it. The project's choice, too. */
export const ATTESTATION_STATEMENT =
  'This is planned, structured professional development for P–12 educators, with a stated aim and new learning.';

/** Sentences of a certificate. */
export type CertificateTexts = Record<keyof typeof CERTIFICATE_TEXTS, string>;

/** As many as the template has room for. */
export const MAX_STATEMENT = 160;
export const MAX_KEEP = 110;

export const MAX_ATTESTATION = 500;
