/** What staff can do to an account; each is a capability, `account.…`. */
export const ACTS = ['reset-two-step', 'disable', 'enable', 'end-sessions', 'change-email', 'staff-role'] as const;
export type Act = (typeof ACTS)[number];
