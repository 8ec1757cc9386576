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
  'user.staff_role_changed': 'Staff role changed',
};

export function AccountHistory({ entries }: { entries: StaffUser['entries'] }) {
  return (
    <ol className="history">
      {entries.map(({ id, at, action, by, details }) => (
        <li key={id}>
          {WORDS[action] ?? action}
          {by && ` by ${by}`}
          {typeof details.before === 'string' && `, from ${details.before} to ${details.after}`}
          {typeof details.reason === 'string' && <span className="hint prose-lines">{details.reason}</span>}
          <span className="hint">{formatMoment(at)}</span>
        </li>
      ))}
    </ol>
  );
}
