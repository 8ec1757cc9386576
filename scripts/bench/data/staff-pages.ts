import { auditHref, WHOLE_LOG } from '../../../lib/audit/search-query';
import { FREQUENT_WORDS_TOGETHER, MISSING_WORD, RARE_WORD } from '../load-events';
import type { StaffData } from './load-staff-data';

/** The pages that staff use, and their searches: what each shows, and where it is. */
export function staffPages({ large, requestId, userId, eventId }: StaffData): [what: string, address: string][] {
  const log = (filters: Partial<typeof WHOLE_LOG>) => auditHref({ ...WHOLE_LOG, ...filters });
  return [
    ['Counts due', '/admin'],
    ['Events', '/admin/events'],
    ['Events of one provider', `/admin/events?provider=${large.providerId}`],
    ['Events, by title', '/admin/events?sort=title&order=asc'],
    ['Events that owe a count', '/admin/events?state=count-due'],
    ['Events, a rare word', `/admin/events?q=${RARE_WORD}`],
    ['Events, three frequent words', `/admin/events?q=${encodeURIComponent(FREQUENT_WORDS_TOGETHER)}`],
    ['Events, a word that none has', `/admin/events?q=${MISSING_WORD}`],
    ['Events, a provider’s name', '/admin/events?q=bench%20provider%207'],
    ['An event', `/admin/events/${eventId}`],
    ['Providers', '/admin/providers'],
    ['Providers, a word', '/admin/providers?q=large'],
    ['A provider', `/admin/providers/${large.providerId}`],
    ['History of a provider', `/admin/providers/${large.providerId}/history`],
    ['Users', '/admin/users'],
    ['Users, a name', '/admin/users?q=whitehorse'],
    ['Users, an address', '/admin/users?q=user77%40example.org'],
    ['Users, a word that none has', `/admin/users?q=${MISSING_WORD}`],
    ['A user', `/admin/users/${userId}`],
    ['Invitations', '/admin/users/invitations'],
    ['Requests, open', '/admin/requests'],
    ['Requests, unassigned', '/admin/requests?queue=unassigned'],
    ['Requests, waiting', '/admin/requests?queue=waiting'],
    ['Requests, decided', '/admin/requests?queue=decided'],
    ['Open requests, a word', '/admin/requests?q=robotics'],
    ['Open requests, a word that none has', `/admin/requests?q=${MISSING_WORD}`],
    ['Decided requests, a word', '/admin/requests?queue=decided&q=robotics'],
    ['Decided requests, a word that none has', `/admin/requests?queue=decided&q=${MISSING_WORD}`],
    ['Open requests, a kind', '/admin/requests?kind=cancellation'],
    ['Decided requests, a kind', '/admin/requests?queue=decided&kind=cancellation'],
    ['Decided requests, of a provider', `/admin/requests?queue=decided&provider=${large.providerId}`],
    ['Decided requests, of a person', `/admin/requests?queue=decided&assignee=${userId}`],
    ['A request', `/admin/requests/${requestId}`],
    ['Audit log', log({})],
    ['Audit log, of a person', log({ person: 'bench-user-77' })],
    ['Audit log, of a provider', log({ provider: 'large provider' })],
    ['Audit log, of a record', log({ subjectType: 'event', subjectId: eventId })],
    ['Audit log, an action', log({ action: 'certificate.corrected' })],
    ['Audit log, dates', log({ from: '2020-01-01', to: '2020-01-31' })],
    ['Audit log, a person and an action', log({ person: 'bench-user-77', action: 'event.edited' })],
    ['Settings', '/admin/settings'],
    ['Categories', '/admin/settings/categories'],
    ['System', '/admin/system'],
    ['Directory of providers', '/providers'],
  ];
}
