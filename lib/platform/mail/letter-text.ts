import { formatMoment } from '../days';
import type { Letter } from './letter';

export const PRODUCT_LINE = 'PDUPS, the Professional Development Unit Provider System';

/** "Works until May 3, 2026 at 4:05 PM MT." for what stops working; null for a letter that only tells. */
export function expirySentence({ code, link, expiresAt }: Letter): string | null {
  if (!expiresAt || !(code || link)) return null;
  return `${code ? 'The code' : 'The link'} works until ${formatMoment(expiresAt)}.`;
}

/** The letter as plain text, for people and programs that read no HTML. */
export function letterText(letter: Letter, support: string): string {
  const { name, paragraphs, code, link } = letter;
  const parts = [
    name && `Hello ${name},`,
    ...paragraphs,
    code && `    ${code}`,
    code && expirySentence(letter),
    link && `${link.label}:\n${link.href}`,
    !code && expirySentence(letter),
    `-- \n${PRODUCT_LINE}\nQuestions? Write to ${support}. We never ask for your password.`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
