/** The kinds of records that something can happen to. */
export type SubjectType =
  | 'event'
  | 'conference'
  | 'user'
  | 'provider'
  | 'request'
  | 'application'
  | 'setting'
  | 'category';

/** The record that something happened to. A user is unknown when someone typed a username that does not exist. */
export type Subject<T extends SubjectType = SubjectType> =
  | `${T}:${number}`
  | (T extends 'user' ? 'user:unknown' : never);

type Change<T> = { before: T; after: T };

/** The details of an entry besides who, what and when. `null`: none. */
type Details = {
  /** Staff began to act for a provider, until this moment. */
  'acting.started': { reason: string; until: string };
  'acting.stopped': null;
  /** The applicant answered, and the agency has until this day now. */
  'application.answered': { dueOn: string };
  'application.approved': { newProviderId: number };
  'application.declined': { ground: string };
  'application.recorded': { kind: string; receivedOn: string; dueOn: string };
  /** It waits for the applicant, and the agency's time stops. */
  'application.waiting': null;
  'attendance.checked_in': { attendeeId: number; direction: 'in' | 'out' };
  'attendance.fact_withdrawn': { attendeeId: number; factId: number };
  'attendance.file_downloaded': { fileId: number; sha256: string };
  'attendance.report_withdrawn': { fileId: number; sha256: string; facts: number };
  /** The SHA-256 of each report that it comes from. */
  'attendance.saved': { people: number; added: number; changed: number; ruleId: number; reports: string[] };
  'attendance.scanned': { ins: number; outs: number };
  'attendance.visit_added': { attendeeId: number };
  'attendee.added': { attendeeId: number };
  'attendee.completed_in_learning_system': { attendeeId: number; serial: string; key: string; completedOn: string };
  /** The fields' names and not their values, because the log is kept longer than people's addresses are. */
  'attendee.edited': { attendeeId: number; fields: readonly string[] };
  'attendee.removed': { attendeeId: number };
  'attendees.imported': { added: number; changed: number; from: 'pasted' | 'file' };
  'attendees.kept_apart': { attendees: number[] };
  'attendees.marked': { completed: boolean; marked: number };
  'attendees.marking_undone': { marked: number };
  'attendees.merged': { kept: number; merged: number[]; revoked: number };
  'audit.check_started': { checkId: number };
  /** The filters of what was exported. */
  'audit.exported': { filters: object };
  'calendar_feed.made': { providerId: number };
  'calendar_feed.turned_off': { providerId: number };
  'category.added': { name: string };
  'category.changed': { changes: Record<string, Change<unknown>> };
  /** With the day of completion when a learning system named it. */
  'certificate.corrected': Change<string> & { reason: string; completedOn?: string };
  'certificate.generated': { version: number; sha256: string };
  /** The serial of each certificate and the SHA-256 of its file. */
  'certificate.issued': { origin: 'issued' | 'claimed' | 'learning_system'; certificates: [string, string][] };
  'certificate.mailed': { serial: string; mail?: number; by?: 'attendee'; again: boolean };
  'certificate.revoked': { serial: string; reason: string };
  'certificates.downloaded': { as: 'zip' | 'pdf'; conference?: string; serials?: string[] };
  'certificates.run_begun': {
    run: number;
    kind: 'issue' | 'mail' | 'reissue' | 'revoke';
    people: number;
    reason?: string;
  };
  'certificates.run_cancelled': { run: number };
  'certificates.run_done': { run: number };
  'certificates.run_paused': { run: number };
  'certificates.run_resumed': { run: number };
  'check_in.closed': { codeId: number };
  'check_in.opened': { codeId: number };
  'claim.accepted': { claimId: number };
  'claim.made': { claimId: number; linkId: number | null; state: string };
  'claim.refused': { claimId: number; reason: string };
  'claim.withdrawn': { claimId: number; reason: string };
  'conference.added': { after: object };
  'conference.changed': { version: number; changes: Record<string, Change<unknown>> };
  'conference.closed': null;
  'conference.reopened': null;
  /** Rows of a list that were saved, and where the list came from. */
  'conference.sessions_saved': { added: number; edited: number; from: 'grid' | 'pasted' | 'file' };
  'conference_link.made': { linkId: number };
  'conference_link.revoked': { linkId: number };
  'conference_roster.opened': null;
  'device.forgotten': { deviceId: number };
  'email_change.begun': null;
  'email_change.cancelled': null;
  'email_change.refused': null;
  'evaluation.saved': { version: number; questions: number };
  'event.added': { after: object };
  /** With a reason when staff did it themselves, and with the request when they approved one. */
  'event.canceled': { reason?: string; requestId?: number };
  /** With a reason when staff recorded it. */
  'event.certificates_reported': Change<number | null> & { issued: number; reason?: string };
  /** An always-open course got its entry for the next year. */
  'event.continued': { nextEventId: number };
  /** With how many people's units changed with the hours, and a reason when staff made the change. */
  'event.edited': { version: number; changes: Record<string, Change<unknown>>; unitsChanged?: number; reason?: string };
  'event.interim_count_recorded': Change<number | null> & { asOf: string; issued: number };
  'event.left_for_ink': { signatureId: number | null };
  'event.restored': { reason: string };
  'event.signed': { signatureId: number; eventVersion: number };
  'job.retried': { job: number; kind: string };
  'email.test_sent': null;
  'learning_system.key_changed': { key: string; label: string; changes: Record<string, Change<unknown>> };
  'learning_system.key_made': { key: string; label: string; signedOnly?: boolean };
  'learning_system.key_revoked': { key: string; label: string };
  'password.changed': { how: 'my account' | 'password reset' | 'first access' };
  'password_reset.begun': null;
  'password_reset.code_accepted': null;
  'password_reset.code_asked': { sent: boolean };
  'password_reset.code_refused': null;
  /** By a request that staff approved, or by staff themselves, with a reason. */
  'provider.changed': { version: number; changes: Record<string, Change<unknown>> } & (
    | { requestId: number }
    | { reason: string }
  );
  'provider.export_asked': { exportId: number };
  'provider.export_downloaded': { exportId: number; sha256: string };
  /** On both records: of the one that ended, and of the one that has everything now. */
  'provider.merged': {
    source: number;
    target: number;
    mergeId: number;
    moved: Record<string, number>;
    reason: string;
    proposalId: number;
    proposedBy?: number;
  };
  'provider.merge_undone': {
    source: number;
    target: number;
    mergeId: number;
    moved: Record<string, number>;
    reason: string;
  };
  'provider.created': { after: object };
  /** The note itself is for staff only and not in the log. */
  'provider.note_added': { noteId: number };
  /** With the proposal when a second person confirmed it. */
  'provider.standing_changed': Change<string> & {
    from: string;
    reviewOn: string | null;
    reason: string;
    proposalId?: number;
    proposedBy?: number;
  };
  /** What took a second person; what a confirmed one did has an entry of its own. */
  'proposal.made': { proposalId: number; kind: string; asked: object; reason: string };
  'proposal.confirmed': { proposalId: number; kind: string; proposedBy: number };
  'proposal.declined': { proposalId: number; kind: string; note: string };
  'proposal.withdrawn': { proposalId: number; kind: string; note: string };
  'queue.continued': { queue: string };
  'queue.paused': { queue: string };
  'request.answered': null;
  'request.approved': { kind: string; eventId: number | null; certificates?: 'leave' | 'correct' | 'revoke' };
  'request.assigned': { assigneeId: number | null };
  'request.declined': { kind: string; eventId: number | null; ground: string };
  'request.file_added': { fileId: number; sha256: string; type: string };
  'request.file_downloaded': { fileId: number; sha256: string };
  'request.question_asked': null;
  'request.sent': { kind: string; eventId: number | null };
  'request.withdrawn': null;
  /** Staff read a roster, or what is made from it; at most once an hour for each of them. */
  'roster.opened': null;
  'session.ended_by_person': { sessionId: number };
  'session.ended_everywhere': { ended: number };
  'session.provider_switched': { from: number; to: number };
  'session.recognised': { sessionId: number };
  /** With the first day on which it applies. */
  'setting.changed': {
    setting: string;
    effectiveOn: string;
    changes: Record<string, Change<unknown>>;
    reason: string;
  };
  'share_link.made': {
    linkId: number;
    access: string;
    afterEvaluation: boolean;
    reviewed: boolean;
    firstDay: string | null;
    lastDay: string | null;
    most: number | null;
  };
  'share_link.revoked': { linkId: number };
  'sign_in.blocked': null;
  'sign_in.challenged': null;
  'sign_in.code_refused': null;
  'sign_in.refused': null;
  'sign_in.succeeded': { proof: 'password' | 'app' | 'recovery' };
  sign_out: null;
  'signature.saved': { signatureId: number; kind: string };
  'two_step.code_refused': null;
  'two_step.recovery_codes_made': null;
  'two_step.turned_off': null;
  'two_step.turned_on': null;
  /** With the request whose approval gave it, or with a reason when staff gave it themselves. */
  'user.access_given': { providerId: number; role: string; requestId?: number; reason?: string };
  /** With a reason when staff removed it. */
  'user.access_removed': { providerId: number; role: string; reason?: string };
  'user.created': {
    firstAccess: 'mail' | 'link';
    staffRole?: string | null;
    providerId?: number;
    role?: string;
    requestId?: number;
    reason?: string;
  };
  'user.disabled': { sessionsEnded: number; reason: string };
  'user.email_changed': null;
  'user.email_changed_by_staff': Change<string> & { sessionsEnded: number; reason: string };
  'user.enabled': { reason: string };
  /** A manager gave a person access without the agency, who may already have had a sign-in. */
  'user.invited': { providerId: number; role: string };
  'user.name_changed': Change<string>;
  /** By the person, or with the link in an email, which needs no sign-in. */
  'user.notices_chosen': { emails: boolean; choices: object; how: 'my account' | 'unsubscribe link' };
  /** With a reason when staff changed it. */
  'user.role_changed': Change<string> & { providerId: number; reason?: string };
  'user.sessions_ended': { sessionsEnded: number; reason: string };
  'user.staff_role_changed': Change<string> & { sessionsEnded: number; reason: string };
  'user.start_page_chosen': { startPage: 'portal' | 'program' };
  'user.two_step_reset': { sessionsEnded: number; reason: string };
  'webhook.added': { webhook: string; host: string; types: readonly string[] };
  /** By a person, or by the job, with its reason: it could not send for days, or the receiver wants no more. */
  'webhook.disabled': { webhook: string; because?: 'failing' | 'gone' };
  /** Without the path of its address, which may be a secret of the receiver: a new path alone is no change here. */
  'webhook.edited': { webhook: string; host: string; changes: Record<string, Change<unknown>> };
  'webhook.enabled': { webhook: string };
  'webhook.removed': { webhook: string };
  'webhook.secret_replaced': { webhook: string };
  'webhook.sent_by_hand': { webhook: string; message: string };
  /** Staff received a provider's yearly agreement or annual report; `year` is the one in which the reporting year begins. */
  'yearly_document.recorded': { documentId: number; kind: string; year: number; receivedOn: string; how: string };
  /** A manager of the provider signed the yearly agreement or the annual report in the product. */
  'yearly_document.signed': { documentId: number; kind: string; year: number };
  'yearly_document.withdrawn': { documentId: number; kind: string; year: number; reason: string };
};

/** Every action that the log can record. */
export type Action = keyof Details;

/** The kind of record that each action happens to. A test requires that every action is asserted somewhere. */
export const SUBJECT_OF = {
  'acting.started': 'provider',
  'acting.stopped': 'provider',
  'application.answered': 'application',
  'application.approved': 'application',
  'application.declined': 'application',
  'application.recorded': 'application',
  'application.waiting': 'application',
  'attendance.checked_in': 'event',
  'attendance.fact_withdrawn': 'event',
  'attendance.file_downloaded': 'event',
  'attendance.report_withdrawn': 'event',
  'attendance.saved': 'event',
  'attendance.scanned': 'event',
  'attendance.visit_added': 'event',
  'attendee.added': 'event',
  'attendee.completed_in_learning_system': 'event',
  'attendee.edited': 'event',
  'attendee.removed': 'event',
  'attendees.imported': 'event',
  'attendees.kept_apart': 'event',
  'attendees.marked': 'event',
  'attendees.marking_undone': 'event',
  'attendees.merged': 'event',
  'audit.check_started': 'user',
  'audit.exported': 'user',
  'calendar_feed.made': 'user',
  'calendar_feed.turned_off': 'user',
  'category.added': 'category',
  'category.changed': 'category',
  'certificate.corrected': 'event',
  'certificate.generated': 'event',
  'certificate.issued': 'event',
  'certificate.mailed': 'event',
  'certificate.revoked': 'event',
  'certificates.downloaded': 'event',
  'certificates.run_begun': 'event',
  'certificates.run_cancelled': 'event',
  'certificates.run_done': 'event',
  'certificates.run_paused': 'event',
  'certificates.run_resumed': 'event',
  'check_in.closed': 'event',
  'check_in.opened': 'event',
  'claim.accepted': 'event',
  'claim.made': 'event',
  'claim.refused': 'event',
  'claim.withdrawn': 'event',
  'conference.added': 'conference',
  'conference.changed': 'conference',
  'conference.closed': 'conference',
  'conference.reopened': 'conference',
  'conference.sessions_saved': 'conference',
  'conference_link.made': 'conference',
  'conference_link.revoked': 'conference',
  'conference_roster.opened': 'conference',
  'device.forgotten': 'user',
  'email_change.begun': 'user',
  'email_change.cancelled': 'user',
  'email_change.refused': 'user',
  'evaluation.saved': 'event',
  'event.added': 'event',
  'event.canceled': 'event',
  'event.certificates_reported': 'event',
  'event.continued': 'event',
  'event.edited': 'event',
  'event.interim_count_recorded': 'event',
  'event.left_for_ink': 'event',
  'event.restored': 'event',
  'event.signed': 'event',
  'job.retried': 'user',
  'email.test_sent': 'user',
  'learning_system.key_changed': 'provider',
  'learning_system.key_made': 'provider',
  'learning_system.key_revoked': 'provider',
  'password.changed': 'user',
  'password_reset.begun': 'user',
  'password_reset.code_accepted': 'user',
  'password_reset.code_asked': 'user',
  'password_reset.code_refused': 'user',
  'provider.changed': 'provider',
  'provider.export_asked': 'provider',
  'provider.export_downloaded': 'provider',
  'provider.merged': 'provider',
  'provider.merge_undone': 'provider',
  'provider.created': 'provider',
  'provider.note_added': 'provider',
  'provider.standing_changed': 'provider',
  'proposal.made': 'provider',
  'proposal.confirmed': 'provider',
  'proposal.declined': 'provider',
  'proposal.withdrawn': 'provider',
  'queue.continued': 'user',
  'queue.paused': 'user',
  'request.answered': 'request',
  'request.approved': 'request',
  'request.assigned': 'request',
  'request.declined': 'request',
  'request.file_added': 'request',
  'request.file_downloaded': 'request',
  'request.question_asked': 'request',
  'request.sent': 'request',
  'request.withdrawn': 'request',
  'roster.opened': 'event',
  'session.ended_by_person': 'user',
  'session.ended_everywhere': 'user',
  'session.provider_switched': 'user',
  'session.recognised': 'user',
  'setting.changed': 'setting',
  'share_link.made': 'event',
  'share_link.revoked': 'event',
  'sign_in.blocked': 'user',
  'sign_in.challenged': 'user',
  'sign_in.code_refused': 'user',
  'sign_in.refused': 'user',
  'sign_in.succeeded': 'user',
  sign_out: 'user',
  'signature.saved': 'user',
  'two_step.code_refused': 'user',
  'two_step.recovery_codes_made': 'user',
  'two_step.turned_off': 'user',
  'two_step.turned_on': 'user',
  'user.access_given': 'user',
  'user.access_removed': 'user',
  'user.created': 'user',
  'user.disabled': 'user',
  'user.email_changed': 'user',
  'user.email_changed_by_staff': 'user',
  'user.enabled': 'user',
  'user.invited': 'user',
  'user.notices_chosen': 'user',
  'user.name_changed': 'user',
  'user.role_changed': 'user',
  'user.sessions_ended': 'user',
  'user.staff_role_changed': 'user',
  'user.start_page_chosen': 'user',
  'user.two_step_reset': 'user',
  'webhook.added': 'provider',
  'webhook.disabled': 'provider',
  'webhook.edited': 'provider',
  'webhook.enabled': 'provider',
  'webhook.removed': 'provider',
  'webhook.secret_replaced': 'provider',
  'webhook.sent_by_hand': 'provider',
  'yearly_document.recorded': 'provider',
  'yearly_document.signed': 'provider',
  'yearly_document.withdrawn': 'provider',
} as const satisfies Record<Action, SubjectType>;

type EntryOf<A extends Action> = {
  action: A;
  subject: Subject<(typeof SUBJECT_OF)[A]>;
} & (Details[A] extends null ? { details?: undefined } : { details: Details[A] });

/** What happened, and to which record. Details are plain facts: no passwords or tokens. */
export type AuditEntry = { [A in Action]: EntryOf<A> }[Action];

/** The actions that happen to a user. */
export type UserAction = { [A in Action]: (typeof SUBJECT_OF)[A] extends 'user' ? A : never }[Action];

/** The actions that happen to an event. */
export type EventAction = { [A in Action]: (typeof SUBJECT_OF)[A] extends 'event' ? A : never }[Action];

/** The actions that happen to a provider. */
export type ProviderAction = { [A in Action]: (typeof SUBJECT_OF)[A] extends 'provider' ? A : never }[Action];

/** The actions whose entries have no details. */
export type PlainAction = { [A in Action]: Details[A] extends null ? A : never }[Action];
