import { render, screen } from '@testing-library/react';
import { AccountHistory } from '@/components/staff-users/account-history';

const entry = (id: number, action: string, details: Record<string, unknown> = {}) =>
  ({ id, at: new Date('2026-05-01T18:00:00Z'), action, by: null, details }) as never;

test('staff can read how a reset went and whether its code was sent', () => {
  const asked = 'password_reset.code_asked';
  render(
    <AccountHistory
      entries={[
        entry(1, asked, { sent: true }),
        entry(2, asked, { sent: false }),
        entry(3, 'password_reset.code_refused'),
        entry(4, 'password_reset.code_accepted'),
      ]}
    />,
  );
  const words = screen.getAllByRole('listitem').map((item) => item.firstChild!.textContent);
  expect(words).toEqual([
    'Password reset code sent',
    expect.stringContaining('not sent'),
    'Wrong code in a password reset',
    'Password reset code entered correctly',
  ]);
});

test('staff can read who gave a person access to which provider, in which role, and why', () => {
  const details = { providerId: 7, role: 'editor', reason: 'They called.' };
  const at = new Date('2026-05-01T18:00:00Z');
  const given = { id: 1, at, action: 'user.access_given', by: 'Robin Staff', provider: 'Big Sky', details };
  render(<AccountHistory entries={[given]} />);
  expect(screen.getByRole('listitem').textContent).toContain(
    'Given access to a provider by Robin Staff: Big Sky, editorThey called.',
  );
});
