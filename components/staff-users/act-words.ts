import type { Act } from '@/lib/users/staff/policy';

type Words = { title: string; button: string; lead: string; next: string; danger?: boolean };

/** What each act is called, and what it leads to. */
export const ACT_WORDS: Record<Act, Words> = {
  'reset-two-step': {
    title: 'Reset two-step sign-in',
    button: 'Reset two-step sign-in',
    lead: 'For somebody who lost the phone and has no recovery code left.',
    next: 'First make sure that it is this person who asks: call them back at the number on file. Their phone and recovery codes stop working, they are signed out everywhere, and they are told by e-mail. Staff set it up again at the next sign-in.',
    danger: true,
  },
  disable: {
    title: 'Disable',
    button: 'Disable the account',
    lead: 'For somebody who left, or whose account may be in other hands.',
    next: 'They are signed out at once, cannot sign in, and are told by e-mail. What they entered stays. You can enable the account again.',
    danger: true,
  },
  enable: {
    title: 'Enable',
    button: 'Enable the account',
    lead: 'Opens a disabled account again.',
    next: 'The person signs in as before and is told by e-mail.',
  },
  'end-sessions': {
    title: 'Sign out everywhere',
    button: 'Sign out everywhere',
    lead: 'For somebody who lost a laptop or forgot to sign out.',
    next: 'All their sign-ins end at once, and they are told by e-mail. Their password stays as it is.',
  },
  'change-email': {
    title: 'Change the e-mail address',
    button: 'Change the address',
    lead: 'For somebody who cannot read the mailbox on file any more, or whose address was mistyped.',
    next: 'First make sure that it is this person who asks: whoever reads the new mailbox can choose a new password. They are signed out everywhere, codes on their way to the old address stop working, and both addresses are told by e-mail.',
    danger: true,
  },
  'staff-role': {
    title: 'Change the staff role',
    button: 'Change the role',
    lead: 'Staff see the records of every provider; administrators also change the roles of staff.',
    next: 'They are signed out everywhere and told by e-mail. Who becomes staff sets up two-step sign-in at the next sign-in.',
    danger: true,
  },
};
