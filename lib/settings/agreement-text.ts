/**
 * What a provider agrees to each year, until administrators change it. The duties are those that the manual names (M28);
 * the words are this project's choice, and never the agency's own text.
 */
export const AGREEMENT =
  'We follow ARM 10.55.714, 10.57.215 and 10.57.216. We record the certificate count of every event, give attendees a certificate only after they complete it, and keep our records for five years after the annual report that covers them.';

export const MAX_AGREEMENT = 2000;

/** What a manager signs under the annual report (ARM 10.57.216), until administrators change it. Our words, too (choice). */
export const REPORT_STATEMENT =
  'This report covers our professional development events of the reporting year. To our knowledge, what we entered is complete and correct, and the contacts are current. We keep the rosters with the names of the participants.';
