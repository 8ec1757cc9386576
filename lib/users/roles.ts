import type { Actor, Role, StaffRole } from '@/lib/platform/visit';

export const ROLES = ['manager', 'editor', 'viewer'] as const satisfies readonly Role[];

/** What each role may do, as people read it. */
export const ROLE_WORDS: Record<Role, { label: string; may: string }> = {
  manager: { label: 'Manager', may: 'Adds and changes events, records certificates, and keeps the list of users.' },
  editor: { label: 'Editor', may: 'Adds and changes events, and records certificates.' },
  viewer: { label: 'Viewer', may: 'Reads events and prints certificates.' },
};

export const STAFF_ROLE_WORDS: Record<StaffRole, string> = {
  staff: 'Staff. Follows up counts that are due, and helps people into their accounts.',
  administrator: 'Administrator. Follows up counts that are due, and keeps everybody’s accounts.',
};

/** Why this person may not see or change who works for their provider; null for its managers. */
export function whyMayNotManageUsers(actor: Actor): string | null {
  if (actor.kind === 'staff') return 'This page is for managers of a provider.';
  return actor.role === 'manager'
    ? null
    : `The list of users is kept by the managers of ${actor.providerName}. Ask one of them.`;
}

/**
 * Why this person must stay a manager; null when they need not. Without a manager who can sign in, nobody at the
 * provider could look after its users.
 * @param managers the provider's managers who can sign in
 */
export function whyMustStayManager(person: { userId: number; name: string }, managers: number[]): string | null {
  const others = managers.filter((userId) => userId !== person.userId);
  return managers.includes(person.userId) && others.length === 0
    ? `${person.name} is the only manager. Make somebody else a manager first.`
    : null;
}
