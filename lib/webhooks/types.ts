/** The kinds of messages that a webhook can get. */
export const WEBHOOK_TYPES = [
  'certificate.issued',
  'certificate.corrected',
  'certificate.revoked',
  'count.due',
] as const;

export type WebhookType = (typeof WEBHOOK_TYPES)[number];

/** What each kind reports, for the form and the help page. */
export const TYPE_LABELS: Record<WebhookType, string> = {
  'certificate.issued': 'A certificate was issued',
  'certificate.corrected': 'A corrected certificate replaced another one',
  'certificate.revoked': 'A certificate was revoked',
  'count.due': 'An event ended and its certificate count is due',
};

/** The message of the button “Send a test”. */
export const TEST_TYPE = 'webhook.test';
