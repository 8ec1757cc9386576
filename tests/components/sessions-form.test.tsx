import { fireEvent, render, screen, within } from '@testing-library/react';
import { OwnSessionsView } from '@/components/claim/own-sessions';
import { SessionsForm } from '@/components/claim/sessions-form';
import type { ClaimStep } from '@/lib/claims/conference/claim-sessions';
import type { OwnSession } from '@/lib/claims/conference/own';
import type { ConferenceForm } from '@/lib/claims/conference/page';
import { DEFAULT_QUESTIONS } from '@/lib/evaluations/questions';
import { type FormState, formValues } from '@/lib/platform/forms/form-values';

const FORM: ConferenceForm = {
  conference: {
    id: 1,
    name: 'Sky days',
    startsOn: '2026-05-03',
    endsOn: '2026-05-03',
    providerName: 'Big Sky School District',
    providerPhone: '(406) 555-0100',
  },
  days: [
    {
      day: 'May 3, 2026',
      sessions: [
        { id: 7, title: 'Sky days: Robotics', about: '9:00–10:30 AM · 1.5 PDUs', asks: 'Asks for a code word.' },
        { id: 8, title: 'Poetry', about: '11:00 AM – 12:30 PM · 1.5 PDUs', asks: '' },
      ],
    },
  ],
  needsProof: false,
  proved: { step: 'none' },
  filled: { name: '', email: '', school: '', sessions: ['8'] },
  goesOn: false,
  ruledOut: null,
};

/** Shows the form, which gets these answers one after the other, and returns what it sends. */
function shown(...answers: ClaimStep[]) {
  const sent: Record<string, string | string[]>[] = [];
  const action = async (_before: FormState<ClaimStep>, form: FormData): Promise<FormState<ClaimStep>> => {
    sent.push(formValues(form));
    return { values: formValues(form), errors: [], answer: answers[sent.length - 1] };
  };
  render(<SessionsForm action={action} form={FORM} address="/conference/x" href="/conference/x" requestKey="key" />);
  return sent;
}

test('the sessions that the browser can prove are checked, and an error stands beside the list and above the form', async () => {
  const sent = shown({ step: 'choose', errors: [{ field: 'sessions', message: 'Both overlap.' }] });
  expect(screen.getByRole('checkbox', { name: /Poetry/ })).toBeChecked();
  // The name of the conference is at the top of the page.
  expect(screen.getByRole('checkbox', { name: /^Robotics/ })).not.toBeChecked();
  fireEvent.click(screen.getByRole('checkbox', { name: /Robotics/ }));
  fireEvent.change(screen.getByLabelText('Your name'), { target: { value: 'Zoë Ñandú' } });
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByRole('link', { name: 'Both overlap.' })).toHaveAttribute('href', '#sessions');
  expect(sent[0]).toMatchObject({ name: 'Zoë Ñandú', sessions: ['7', '8'], step: 'choose', requestKey: 'key' });
  expect(screen.getByLabelText('Your name')).toHaveValue('Zoë Ñandú');
});

test('when an address was confirmed, the form is filled in for the person whose address it is', () => {
  const shared = {
    action: async (before: FormState<ClaimStep>) => before,
    address: '/conference/x',
    href: '/conference/x',
  };
  const { container, rerender } = render(<SessionsForm {...shared} form={FORM} requestKey="key" />);
  fireEvent.change(screen.getByLabelText('Your name'), { target: { value: 'Somebody' } });
  const form: ConferenceForm = {
    ...FORM,
    proved: { step: 'proved', email: 'ben@example.org', names: ['Ben Hill'] },
    filled: { name: 'Ben Hill', email: '', school: '', sessions: ['7'] },
  };
  rerender(<SessionsForm {...shared} form={form} requestKey="other" />);
  expect(screen.getByLabelText('Your name')).toHaveValue('Ben Hill');
  expect(screen.getByRole('checkbox', { name: /Robotics/ })).toBeChecked();
  expect(screen.getByRole('checkbox', { name: /Poetry/ })).not.toBeChecked();
  expect(container.querySelector('input[name="email"]')).toHaveValue('ben@example.org');
});

test('each session asks its own questions under its own names, and failed sessions can be sent again', async () => {
  const robotics = { id: 7, title: 'Robotics', asksCodeWord: true, evaluation: null, reviewed: false };
  const poetry = {
    id: 8,
    title: 'Poetry',
    asksCodeWord: false,
    evaluation: { version: 0, questions: [...DEFAULT_QUESTIONS] },
    reviewed: true,
  };
  const sent = shown(
    { step: 'questions', sessions: [robotics, poetry], errors: [] },
    {
      step: 'results',
      results: [
        { id: 7, title: 'Robotics', state: 'failed', why: 'That is not the code word.' },
        { id: 8, title: 'Poetry', state: 'waiting' },
      ],
      sessions: [robotics],
      errors: [],
    },
  );
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  fireEvent.change(await screen.findByLabelText('Code word'), { target: { value: 'larch' } });
  expect(screen.getByRole('heading', { name: 'Almost done' })).toHaveFocus();
  fireEvent.click(screen.getAllByRole('radio', { name: '5 – Strongly agree' })[0]!);
  fireEvent.click(screen.getByRole('button', { name: 'Get my certificates' }));
  expect(await screen.findByText('That is not the code word.')).toBeInTheDocument();
  expect(sent[1]).toMatchObject({ step: 'claim', sessions: ['7', '8'], 's7-codeWord': 'larch', 's8-answer-aim': '5' });
  expect(screen.getByText(/the provider decides before there is a certificate/)).toBeInTheDocument();
  expect(screen.queryByRole('radio')).toBeNull();
  expect(screen.getByLabelText('Code word')).toHaveValue('larch');
});

test('a person’s certificates are listed with their sum, and what is not a certificate says why', () => {
  const slot = { startsOn: '2026-05-03', endsOn: '2026-05-03', startsAt: '09:00:00', endsAt: '10:30:00' };
  const session = (id: number, title: string) => ({ ...slot, id, title });
  const without = (claimId: number, title: string, given: Pick<OwnSession, 'state'> & Partial<OwnSession>) => ({
    claimId,
    session: session(6 + claimId, title),
    isCertified: false,
    certificate: null,
    ...given,
  });
  render(
    <OwnSessionsView
      own={{
        conference: 'Sky days',
        people: [
          {
            name: 'Zoë Ñandú',
            email: 'zoe@example.org',
            school: '',
            units: '1.5',
            certificates: 1,
            mailed: null,
            sessions: [
              {
                claimId: 1,
                session: session(7, 'Robotics'),
                state: 'issued',
                isCertified: true,
                certificate: { serial: 'AAAA-BBBB-CCCC', title: 'Robotics', units: '1.5' },
              },
              without(2, 'Poetry', { state: 'waiting' }),
              without(3, 'Drama', { state: 'issued' }),
              without(4, 'Chess', { state: 'withdrawn', isCertified: true }),
              without(5, 'Choir', { state: 'withdrawn' }),
            ],
          },
        ],
      }}
      conference={FORM.conference}
      href="/conference/x"
      mayClaimMore
      mailAction={async () => ({ values: {}, errors: [] })}
    />,
  );
  expect(screen.getByText('1 certificate, 1.5 PDUs')).toBeInTheDocument();
  const item = (title: string) => screen.getByText(title).closest('li')!;
  expect(within(item('Robotics')).getByRole('link')).toHaveAttribute('href', '/conference/x/AAAA-BBBB-CCCC');
  expect(item('Robotics')).toHaveTextContent('May 3, 2026, 9:00–10:30 AM · 1.5 PDUs');
  expect(item('Poetry')).toHaveTextContent('The provider decides');
  expect(item('Drama')).toHaveTextContent('No longer valid');
  expect(item('Chess')).toHaveTextContent(/certificate is still validClaim withdrawn$/);
  expect(item('Choir')).toHaveTextContent(/certificate is no longer validClaim withdrawn$/);
});
