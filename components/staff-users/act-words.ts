import type { Act } from '@/lib/users/staff/acts';

type Words = { title: string; button: string; lead: string; next: string; danger?: boolean };

/** The name of each act, and its consequences. */
export const ACT_WORDS: Record<Act, Words> = {
  'reset-two-step': {
    title: 'Reset two-step sign-in',
    button: 'Reset two-step sign-in',
    lead: 'For people who lost their phone and have no recovery codes left.',
    next: 'First confirm the person’s identity: call them back at the number on file. Their phone and recovery codes stop working, they are signed out everywhere, and they get an email. Staff members set it up again the next time they sign in.',
    danger: true,
  },
  disable: {
    title: 'Disable',
    button: 'Disable the account',
    lead: 'For people who left, or whose account may be compromised.',
    next: 'They are signed out right away, can’t sign in, and get an email. What they entered is kept. You can enable the account again.',
    danger: true,
  },
  enable: {
    title: 'Enable',
    button: 'Enable the account',
    lead: 'Lets a disabled account sign in again.',
    next: 'The person can sign in as before and gets an email.',
  },
  'end-sessions': {
    title: 'Sign out everywhere',
    button: 'Sign out everywhere',
    lead: 'For people who lost a laptop or forgot to sign out.',
    next: 'All their sessions end right away, and they get an email. Their password does not change.',
  },
  'change-email': {
    title: 'Change the email address',
    button: 'Change the address',
    lead: 'For people who no longer have access to the address on file, or whose address was mistyped.',
    next: 'First confirm the person’s identity: anyone with access to the new mailbox can choose a new password. They are signed out everywhere, codes already sent to the old address stop working, and both addresses are notified.',
    danger: true,
  },
  'staff-role': {
    title: 'Change the staff role',
    button: 'Change the role',
    lead: 'Staff can see every provider’s records; administrators can also change staff roles.',
    next: 'They are signed out everywhere and get an email. New staff set up two-step sign-in the next time they sign in.',
    danger: true,
  },
};
