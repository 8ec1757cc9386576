import type { Action, EventAction, ProviderAction, UserAction } from '@/lib/audit/entries';
import { EVENT_WORDS } from '../event-log';
import { USER_WORDS } from '../staff-users/account-history';

/** Everything that the log records about providers, in words. */
const PROVIDER_WORDS: Record<ProviderAction, string> = {
  'acting.started': 'Staff started to act for the provider',
  'acting.stopped': 'Staff stopped acting for the provider',
  'learning_system.key_changed': 'Key for a learning system changed',
  'learning_system.key_made': 'Key for a learning system made',
  'learning_system.key_revoked': 'Key for a learning system revoked',
  'proposal.confirmed': 'Proposal confirmed by a second person',
  'proposal.declined': 'Proposal declined',
  'proposal.made': 'Proposed for a second person to confirm',
  'proposal.withdrawn': 'Proposal withdrawn',
  'provider.changed': 'Provider’s information changed',
  'provider.created': 'Provider added',
  'provider.export_asked': 'Export of the provider’s records asked for',
  'provider.export_downloaded': 'Export of the provider’s records downloaded',
  'provider.merge_undone': 'Merge of two providers undone',
  'provider.merged': 'Two providers merged',
  'provider.note_added': 'Note of staff added',
  'provider.standing_changed': 'Provider’s standing changed',
  'webhook.added': 'Webhook added',
  'webhook.disabled': 'Webhook disabled',
  'webhook.edited': 'Webhook edited',
  'webhook.enabled': 'Webhook enabled',
  'webhook.removed': 'Webhook removed',
  'webhook.secret_replaced': 'Secret of a webhook replaced',
  'webhook.sent_by_hand': 'Message to a webhook sent again by hand',
  'yearly_document.recorded': 'Yearly agreement or annual report recorded as received',
  'yearly_document.signed': 'Yearly agreement or annual report signed',
  'yearly_document.withdrawn': 'Yearly agreement or annual report taken back',
};

/** Everything that the log records about applications, conferences, requests and settings, in words. */
const REQUEST_WORDS: Record<Exclude<Action, EventAction | UserAction | ProviderAction>, string> = {
  'application.answered': 'Applicant answered',
  'application.approved': 'Application approved and provider added',
  'application.declined': 'Application declined',
  'application.recorded': 'Application recorded',
  'application.waiting': 'Application waits for the applicant',
  'category.added': 'Event category added',
  'category.changed': 'Event category changed',
  'conference.added': 'Conference added',
  'conference.changed': 'Conference changed',
  'conference.closed': 'Conference closed',
  'conference.reopened': 'Conference reopened',
  'conference.sessions_saved': 'Sessions of a conference saved',
  'conference_link.made': 'Attendee link of the conference created',
  'conference_link.revoked': 'Attendee link of the conference revoked',
  'conference_roster.opened': 'Roster of the conference opened',
  'request.answered': 'Question about a request answered',
  'request.approved': 'Request approved',
  'request.assigned': 'Request assigned',
  'request.declined': 'Request declined',
  'request.file_added': 'File added to a request',
  'request.file_downloaded': 'File of a request downloaded',
  'request.question_asked': 'Question about a request asked',
  'request.sent': 'Request sent',
  'request.withdrawn': 'Request withdrawn',
  'setting.changed': 'Setting changed',
};

/** Everything that the log can record, in words. */
export const ACTION_WORDS: Record<Action, string> = {
  ...EVENT_WORDS,
  ...USER_WORDS,
  ...PROVIDER_WORDS,
  ...REQUEST_WORDS,
};

/** Returns the words for an action. Entries from earlier versions may have others, which are shown under their own name. */
export function wordsForAction(action: string): string {
  return (ACTION_WORDS as Record<string, string>)[action] ?? action;
}
