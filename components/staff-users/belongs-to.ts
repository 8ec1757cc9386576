import type { StaffRole } from '@/lib/access/actor';

/** Returns "Administrator", "Big Sky School District", or both. */
export function belongsTo({ staffRole, providers }: { staffRole: StaffRole | null; providers: string[] }): string {
  const role = staffRole && { staff: 'Staff', administrator: 'Administrator' }[staffRole];
  return [role, ...providers].filter(Boolean).join(', ') || 'No one';
}
