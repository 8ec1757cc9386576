import { render, screen } from '@testing-library/react';
import { RosterSteps } from '@/components/claim/roster-steps';
import type { OwnLine } from '@/lib/claims/roster/claim-line';
import type { FormState } from '@/lib/platform/forms/form-values';
import type { LinkedEvent } from '@/lib/share-links/open-link';

const EVENT = { providerName: 'Big Sky School District', providerPhone: '(406) 555-0100' } as LinkedEvent;

function shown(...lines: OwnLine[]) {
  const action = async (before: FormState) => before;
  render(
    <RosterSteps
      step={{ step: 'lines', email: 'zoe@example.org', lines }}
      event={EVENT}
      reviewed={false}
      evaluation={null}
      address="/certificate/x"
      requestKey="key"
      askAction={action}
      checkAction={action}
      claimAction={action}
    />,
  );
}

const line = (id: number, name: string, mayClaim: boolean): OwnLine => ({ id, name, mayClaim, year: null });

test('a person on the roster who gets the certificate at once does not read that the provider decides', () => {
  shown(line(1, 'Zoë Ñandú', true));
  expect(screen.queryByText('Not marked as completed yet')).toBeNull();
  expect(screen.getByRole('button', { name: 'Get my certificate' })).toBeInTheDocument();
});

test('of several people with one address, only those for whom the provider decides first are named', () => {
  shown(line(1, 'Zoë Ñandú', true), line(2, 'Sam Hill', false));
  expect(screen.getByText('Not marked as completed yet', { selector: 'h2, h3, strong, p' })).toBeInTheDocument();
  expect(screen.getByText(/is on the roster, but not marked/)).toHaveTextContent(/^Sam Hill is on the roster/);
  expect(screen.getByRole('radio', { name: /Zoë/ })).not.toHaveAccessibleDescription();
  expect(screen.getByRole('radio', { name: /Sam/ })).toHaveAccessibleDescription('Not marked as completed yet');
});

test('where the provider decides about all of them, the button only submits a claim', () => {
  shown(line(2, 'Sam Hill', false));
  expect(screen.getByRole('button', { name: 'Submit claim' })).toBeInTheDocument();
});
