import type { Person } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';

/** A program of PDUPS: its name, and its first page as a breadcrumb or link. */
export type Program = { name: string; label: string; href: string };

const AGENCY: Program = { name: 'PDUPS administration', label: 'Counts due', href: '/admin' };
const PROVIDER: Program = { name: 'PDUPS', label: 'Event List', href: '/events' };

/** Returns the program that a person works in: staff start at the counts that are due, providers at their events. */
export function programOf(actor: Person): Program {
  return whyNotAllowed(actor, 'count_due.read') === null ? AGENCY : PROVIDER;
}
