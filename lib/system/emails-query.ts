import { z } from 'zod';
import { filterReader, listHref, type SearchParams, typedText } from '@/lib/platform/lists/address';
import { recordId } from '@/lib/platform/lists/filters';

/** Which emails the log shows. It is completely contained in the page's URL. */
export type EmailsQuery = {
  /** An email address or a username, as typed. */
  person: string;
  kind: string | null;
  /** The number of the email that the page continues after. */
  before: number | null;
};

export const EVERY_EMAIL: EmailsQuery = { person: '', kind: null, before: null };

const MAX_TEXT = 254;

const schema = { kind: z.string().regex(/^[a-z0-9_.-]{1,100}$/), before: recordId };

/** Reads the log's URL. What makes no sense is ignored. */
export function readEmailsQuery(params: SearchParams): EmailsQuery {
  const read = filterReader(params, schema, null, []);
  return { person: typedText(params, 'person', MAX_TEXT).text, kind: read('kind'), before: read('before') };
}

/** Returns the URL of this part of the log. */
export function emailsHref({ person, kind, before }: EmailsQuery): string {
  return listHref('/admin/emails', { person, kind, before });
}

/** Returns a kind of email as words: `password_reset.code` is "Password reset: code". */
export function emailKindWords(kind: string): string {
  const words = kind.replaceAll('.', ': ').replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
