import { formatMoment } from '@/lib/platform/days';
import type { StaffUser } from '@/lib/users/staff/get-user';

/** What the log calls an entry, in words. Entries of other rooms are shown under their own name. */
const WORDS: Record<string, string> = {
  'sign_in.succeeded': 'Signed in',
  'sign_in.refused': 'A sign-in was refused: wrong password, or the account was disabled',
  'sign_in.blocked': 'Sign-ins were blocked for a while after too many tries',
  'sign_in.challenged': 'The password was right; a code was asked for',
  'sign_in.code_refused': 'A wrong code at sign-in',
  sign_out: 'Signed out',
  'two_step.turned_on': 'Two-step sign-in turned on',
  'two_step.turned_off': 'Two-step sign-in turned off',
  'two_step.recovery_codes_made': 'New recovery codes made',
  'two_step.code_refused': 'A wrong code under My account',
  'user.two_step_reset': 'Two-step sign-in reset',
  'user.disabled': 'Disabled',
  'user.enabled': 'Enabled',
  'user.sessions_ended': 'Signed out everywhere',
  'user.email_changed_by_staff': 'E-mail address changed by staff',
  'user.staff_role_changed': 'Staff role changed',
  'user.created': 'Account made',
  'user.name_changed': 'Name changed',
  'user.email_changed': 'E-mail address changed',
  'user.role_changed': 'Role at a provider changed',
  'user.access_given': 'Given access to a provider',
  'user.access_removed': 'Removed from a provider',
  'user.start_page_chosen': 'Start page chosen',
  'password.changed': 'Password changed',
  'password_reset.begun': 'A reset of the password was begun',
  'password_reset.code_asked': 'A code to reset the password was sent',
  'password_reset.code_accepted': 'The code to reset the password was right',
  'password_reset.code_refused': 'A wrong code at a reset of the password',
  'email_change.begun': 'A change of the e-mail address was begun',
  'email_change.cancelled': 'The change of the e-mail address was cancelled',
  'email_change.refused': 'A wrong code at a change of the e-mail address',
  'session.ended_by_person': 'Ended one of their sign-ins',
  'session.ended_everywhere': 'Signed out everywhere',
  'session.recognised': 'Recognised a sign-in as their own',
  'session.provider_switched': 'Switched to another provider',
};

const NOT_SENT = 'A code to reset the password was asked for and not sent: another address, or no access';

export function AccountHistory({ entries }: { entries: StaffUser['entries'] }) {
  return (
    <ol className="history">
      {entries.map(({ id, at, action, by, details }) => (
        <li key={id}>
          {action === 'password_reset.code_asked' && details.sent === false ? NOT_SENT : (WORDS[action] ?? action)}
          {by && ` by ${by}`}
          {typeof details.before === 'string' && `, from ${details.before} to ${details.after}`}
          {typeof details.reason === 'string' && <span className="hint prose-lines">{details.reason}</span>}
          <span className="hint">{formatMoment(at)}</span>
        </li>
      ))}
    </ol>
  );
}
