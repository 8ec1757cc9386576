import { supportAddress } from '@/lib/platform/env';
import type { Email } from '@/lib/platform/mail/email';
import { CODE_MINUTES } from './rules';

type To = { name: string; email: string | null };

export function codeEmail({ name, email }: To, code: string, expiresAt: Date): Email {
  return {
    kind: 'password_reset.code',
    to: email,
    subject: 'Your code for PDUPS',
    name,
    paragraphs: [
      'Someone, probably you, asked to set a new password for your PDUPS sign-in. If it was not you, do nothing. Without the code, nothing changes.',
      `The code works for ${CODE_MINUTES} minutes, once, and only in the browser where it was requested. We never ask for it by phone or email. Type or paste it on the page that asked for it:`,
    ],
    code,
    expiresAt,
  };
}

/**
 * Returns the email for a person whose sign-in was switched off. Only the address on file gets it, so nobody else finds
 * out.
 */
export function switchedOffEmail({ name, email }: To, expiresAt: Date): Email {
  return {
    kind: 'password_reset.switched_off',
    to: email,
    subject: 'Your PDUPS sign-in',
    name,
    paragraphs: [
      'Someone, probably you, asked to set a new password for your PDUPS sign-in. This sign-in is disabled, so no code was sent.',
      `If you still need it, email ${supportAddress()} with your username and your provider’s name.`,
    ],
    expiresAt,
  };
}

/** @param stayed whether the session in which the person changed it goes on */
export function passwordChangedEmail({ name, email }: To, { stayed }: { stayed: boolean }): Email {
  return {
    kind: 'password.changed',
    to: email,
    subject: 'Your password was changed',
    name,
    paragraphs: [
      `The password for your PDUPS sign-in was just changed, and you were signed out ${stayed ? 'on all other devices' : 'everywhere'}.`,
      `If this was you, you don’t need to do anything. If it was not, email ${supportAddress()} right away.`,
    ],
  };
}
