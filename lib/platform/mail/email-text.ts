import { formatMoment } from '../days';
import type { Email } from './email';

export const PRODUCT_LINE = 'PDUPS, the Professional Development Unit Provider System';

/** Returns "Works until May 3, 2026 at 4:05 PM MT." for what expires; null for an email that only informs. */
export function expirySentence({ code, link, expiresAt }: Email): string | null {
  if (!expiresAt || !(code || link)) return null;
  return `${code ? 'The code' : 'The link'} works until ${formatMoment(expiresAt)}.`;
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
    `-- \n${PRODUCT_LINE}\nQuestions? Email ${support}. We never ask for your password.`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
