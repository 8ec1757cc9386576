import type { Role, StaffRole } from '@/lib/access/actor';

export const ROLES = ['manager', 'editor', 'viewer'] as const satisfies readonly Role[];

/** What each role may do, in the words shown to people. */
export const ROLE_WORDS: Record<Role, { label: string; may: string }> = {
  manager: { label: 'Manager', may: 'Adds and changes events, records counts and manages users.' },
  editor: { label: 'Editor', may: 'Adds and changes events and records counts.' },
  viewer: { label: 'Viewer', may: 'Reads events and prints certificates.' },
};

export const STAFF_ROLE_WORDS: Record<StaffRole, string> = {
  staff: 'Staff. Follows up on counts due and helps people sign in.',
  administrator: 'Administrator. Follows up on counts due and manages all accounts.',
};

/**
 * Returns why this person must stay a manager, or null when they need not. Without a manager who can sign in, nobody at
 * the provider could manage its users.
 * @param managers the provider's managers who can sign in
 */
export function whyMustStayManager(person: { userId: number; name: string }, managers: number[]): string | null {
  const others = managers.filter((userId) => userId !== person.userId);
  return managers.includes(person.userId) && others.length === 0
    ? `${person.name} is the only manager. Make someone else a manager first.`
    : null;
}
