import { formatMoment } from '../days';
import type { Email, EmailGroup } from './email';

export const PRODUCT_LINE = 'PDUPS, the Professional Development Unit Provider System';

/** Returns "Works until May 3, 2026 at 4:05 PM MT." for what expires; null for an email that only informs. */
export function expirySentence({ code, link, expiresAt }: Email): string | null {
  if (!expiresAt || !(code || link)) return null;
  return `${code ? 'The code' : 'The link'} works until ${formatMoment(expiresAt)}.`;
}

const LEAVE = 'Choose which emails you get:';
const END = 'Get no more emails like this:';

function groupText({ heading, lines, more = [] }: EmailGroup): string {
  const items = lines.map(({ title, text, link }) => `* ${title}\n  ${text}\n  ${link.label}: ${link.href}`);
  return [heading.toUpperCase(), ...items, ...more.map(({ label, href }) => `${label}: ${href}`)].join('\n\n');
}

function unsubscribeText({ href, chooseHref }: NonNullable<Email['unsubscribe']>): string {
  return `${LEAVE}\n${chooseHref}\n\n${END}\n${href}`;
}

/** Formats the email as plain text, for people and programs that do not read HTML. */
export function emailText(email: Email, support: string): string {
  const { name, paragraphs, code, link } = email;
  const parts = [
    name && `Hello ${name},`,
    ...paragraphs,
    code && `    ${code}`,
    code && expirySentence(email),
    link && `${link.label}:\n${link.href}`,
    !code && expirySentence(email),
    ...(email.groups ?? []).map(groupText),
    ...(email.closing ?? []),
    email.unsubscribe && unsubscribeText(email.unsubscribe),
    `-- \n${PRODUCT_LINE}\nQuestions? Email ${support}. We never ask for your password.`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
