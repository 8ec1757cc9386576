import { tidyLine } from '@/lib/platform/text';

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

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the log's URL. What makes no sense is ignored. */
export function readEmailsQuery(params: SearchParams): EmailsQuery {
  const first = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  };
  const kind = first('kind');
  const before = first('before');
  return {
    person: [...tidyLine(first('person').replaceAll(/[\p{Cc}\p{Cs}]/gu, ' '))].slice(0, MAX_TEXT).join(''),
    kind: /^[a-z0-9_.-]{1,100}$/.test(kind) ? kind : null,
    before: /^[1-9]\d{0,14}$/.test(before) ? Number(before) : null,
  };
}

/** Returns the URL of this part of the log. */
export function emailsHref({ person, kind, before }: EmailsQuery): string {
  const params = new URLSearchParams();
  if (person) params.set('person', person);
  if (kind) params.set('kind', kind);
  if (before) params.set('before', String(before));
  return params.size > 0 ? `/admin/emails?${params}` : '/admin/emails';
}

/** Returns a kind of email as words: `password_reset.code` is "Password reset: code". */
export function emailKindWords(kind: string): string {
  const words = kind.replaceAll('.', ': ').replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
