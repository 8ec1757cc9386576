import type { UserAction } from '@/lib/audit/entries';
import { formatMoment } from '@/lib/platform/days';
import type { StaffUser } from '@/lib/users/staff/get-user';

/** Everything that the log records about a user, in words. */
export const USER_WORDS: Record<UserAction, string> = {
  'sign_in.succeeded': 'Signed in',
  'sign_in.refused': 'Sign-in refused: wrong password or disabled account',
  'sign_in.blocked': 'Sign-in blocked for a while after too many attempts',
  'sign_in.challenged': 'Correct password; asked for a code',
  'sign_in.code_refused': 'Wrong code at sign-in',
  sign_out: 'Signed out',
  'signature.saved': 'Signature saved',
  'two_step.turned_on': 'Two-step sign-in turned on',
  'two_step.turned_off': 'Two-step sign-in turned off',
  'two_step.recovery_codes_made': 'New recovery codes created',
  'two_step.code_refused': 'Wrong code under My account',
  'user.two_step_reset': 'Two-step sign-in reset',
  'user.disabled': 'Disabled',
  'user.enabled': 'Enabled',
  'user.sessions_ended': 'Signed out everywhere',
  'user.email_changed_by_staff': 'Email address changed by staff',
  'user.staff_role_changed': 'Staff role changed',
  'user.created': 'Account created',
  'user.invited': 'Invited to a provider',
  'user.name_changed': 'Name changed',
  'user.notices_chosen': 'Reminders chosen',
  'user.email_changed': 'Email address changed',
  'user.role_changed': 'Role at a provider changed',
  'user.access_given': 'Given access to a provider',
  'user.access_removed': 'Removed from a provider',
  'user.start_page_chosen': 'Start page chosen',
  'audit.check_started': 'Check of the audit log started',
  'audit.exported': 'Audit log exported',
  'calendar_feed.made': 'Calendar address created',
  'calendar_feed.turned_off': 'Calendar feed turned off',
  'email.test_sent': 'Test email sent',
  'job.retried': 'Failed job tried again',
  'queue.continued': 'Paused queue of jobs continued',
  'queue.paused': 'Queue of jobs paused',
  'device.forgotten': 'Removed one of their devices',
  'password.changed': 'Password changed',
  'password_reset.begun': 'Password reset started',
  'password_reset.code_asked': 'Password reset code sent',
  'password_reset.code_accepted': 'Password reset code entered correctly',
  'password_reset.code_refused': 'Wrong code in a password reset',
  'email_change.begun': 'Email address change started',
  'email_change.cancelled': 'Email address change canceled',
  'email_change.refused': 'Wrong code in an email address change',
  'session.ended_by_person': 'Signed out one of their sessions',
  'session.ended_everywhere': 'Signed out everywhere',
  'session.recognised': 'Confirmed a session as their own',
  'session.provider_switched': 'Switched to another provider',
};

/**
 * Returns the words for an action. Entries from earlier versions may have actions that no longer exist; those are shown
 * under their own name.
 */
function wordsFor(action: string): string {
  return (USER_WORDS as Record<string, string>)[action] ?? action;
}

const NOT_SENT = 'Password reset code requested but not sent: different address or no access';

export function AccountHistory({ entries }: { entries: StaffUser['entries'] }) {
  return (
    <ol className="history">
      {entries.map(({ id, at, action, by, provider, details }) => (
        <li key={id}>
          {action === 'password_reset.code_asked' && details?.sent === false ? NOT_SENT : wordsFor(action)}
          {by && ` by ${by}`}
          {provider && `: ${provider}`}
          {typeof details?.role === 'string' && `, ${details.role}`}
          {typeof details?.before === 'string' && `, from ${details.before} to ${details.after}`}
          {typeof details?.reason === 'string' && <span className="hint prose-lines">{details.reason}</span>}
          <span className="hint">{formatMoment(at)}</span>
        </li>
      ))}
    </ol>
  );
}
