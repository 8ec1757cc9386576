import { supportAddress } from '@/lib/platform/env';
import type { Letter } from '@/lib/platform/mail/letter';
import { CODE_MINUTES } from './rules';

type To = { name: string; email: string | null };

export function codeLetter({ name, email }: To, code: string, expiresAt: Date): Letter {
  return {
    kind: 'password_reset.code',
    to: email,
    subject: 'Your code for PDUPS',
    name,
    paragraphs: [
      'Somebody, most likely you, asked to set a new password for your sign-in at PDUPS. If it was not you, do nothing: without the code nothing changes.',
      `The code works for ${CODE_MINUTES} minutes, once, and only in the browser where it was asked for. We never ask for it by phone or e-mail. Type or paste it on the page that asked for it:`,
    ],
    code,
    expiresAt,
  };
}

/** For a person whose sign-in was switched off. Only the address on file gets it, so it tells nobody else. */
export function switchedOffLetter({ name, email }: To, expiresAt: Date): Letter {
  return {
    kind: 'password_reset.switched_off',
    to: email,
    subject: 'Your sign-in at PDUPS',
    name,
    paragraphs: [
      'Somebody, most likely you, asked to set a new password for your sign-in at PDUPS. This sign-in is switched off, so no code was sent.',
      `If you still need it, write to ${supportAddress()} with your username and your provider’s name.`,
    ],
    expiresAt,
  };
}

export function passwordChangedLetter({ name, email }: To): Letter {
  return {
    kind: 'password.changed',
    to: email,
    subject: 'Your password was changed',
    name,
    paragraphs: [
      'The password of your sign-in at PDUPS was changed just now, and you were signed out everywhere.',
      `If this was you, there is nothing to do. If it was not, write to ${supportAddress()} at once.`,
    ],
  };
}
