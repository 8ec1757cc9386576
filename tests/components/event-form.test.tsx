import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderToString } from 'react-dom/server';
import { EventClosed } from '@/components/event-form/event-closed';
import { EventForm } from '@/components/event-form/event-form';
import type { ConferenceChoice } from '@/lib/conferences/list-conferences';
import { afterAgendaButton } from '@/lib/events/agenda-form';
import type { EventFormAnswer, EventFormState } from '@/lib/events/event-decision';
import { INPUT_NAMES } from '@/lib/events/fields';
import { type FormValues, formValues } from '@/lib/platform/forms/form-values';
import { postedAgenda, postedEvent } from '../support/event-form';

type Answer = Partial<EventFormState>;

const categories = [
  { id: 1, name: 'Arts' },
  { id: 2, name: 'Science' },
];

beforeAll(() => {
  // jsdom has neither; the end-to-end tests check the preview in a real browser.
  window.matchMedia = (() => ({ matches: true })) as unknown as typeof window.matchMedia;
  globalThis.CSSStyleSheet.prototype.replaceSync ??= () => {};
});

function show({ values = {}, answers = [] }: { values?: FormValues; answers?: Answer[] } = {}) {
  const posted: FormValues[] = [];
  const action = async (_before: EventFormState, form: FormData): Promise<EventFormState> => {
    const typed = formValues(form);
    posted.push(typed);
    return { values: typed, errors: [], ...answers[posted.length - 1] };
  };
  render(
    <EventForm
      action={action}
      values={values}
      conferences={[]}
      categories={categories}
      provider={{ name: 'Big Sky', phone: '406' }}
      saveLabel="Add event"
      cancelHref="/events"
      address="/events/new"
    />,
  );
  return { posted, user: userEvent.setup() };
}

test('the form asks for the fields in the order in which they are stated', () => {
  render(
    <EventForm
      action={async (before) => before}
      values={{}}
      conferences={[{ id: 1, label: 'Winter Conference' }] as ConferenceChoice[]}
      categories={categories}
      provider={{ name: 'Big Sky', phone: '406' }}
      saveLabel="Add event"
      cancelHref="/events"
      address="/events/new"
    />,
  );
  const ids = [...document.querySelectorAll('form [id], form [name]')].flatMap((element) => [
    element.id,
    element.getAttribute('name'),
  ]);
  const asked = [...new Set(ids)].filter((name) => (INPUT_NAMES as (string | null)[]).includes(name));
  expect(asked).toEqual(INPUT_NAMES);
});

const save = () => screen.getByRole('button', { name: 'Add event' });

test('a refused save lists the problems in the order of the page, takes the focus and loses nothing', async () => {
  const errors = [
    { field: 'hours', message: 'Enter the hours.' },
    { field: 'title', message: 'Enter the title.' },
  ];
  const { user } = show({ answers: [{ errors }] });
  await user.type(screen.getByLabelText('Instructor name'), 'Zoë');
  await user.click(screen.getByLabelText('Science'));
  await user.click(screen.getByLabelText('In person'));
  await user.selectOptions(screen.getByLabelText('State or territory'), 'ID');
  await user.click(screen.getByLabelText(/planned, structured/));
  await user.click(save());

  const summary = await screen.findByRole('alert');
  expect(summary).toHaveFocus();
  expect(
    within(summary)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href')),
  ).toEqual(['#title', '#hours']);
  expect(screen.getByLabelText('Title of the event')).toHaveAccessibleDescription(/Enter the title/);
  expect(screen.getByLabelText('Instructor name')).toHaveValue('Zoë');
  expect(screen.getByLabelText('Science')).toBeChecked();
  expect(screen.getByLabelText('State or territory')).toHaveValue('ID');
  expect(screen.getByLabelText(/planned, structured/)).toBeChecked();
});

test('a save that is refused for the same reason again takes the focus again', async () => {
  const errors = [{ field: 'title', message: 'Enter the title.' }];
  const { posted, user } = show({ answers: [{ errors }, { errors }] });
  await user.click(save());
  expect(await screen.findByRole('alert')).toHaveFocus();
  await user.click(save());
  await waitFor(() => expect(posted).toHaveLength(2));
  await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus());
});

test('text that was typed before the page hydrated, or that the browser restored, counts', async () => {
  const form = (
    <EventForm
      action={async (before) => before}
      values={{}}
      conferences={[]}
      categories={categories}
      provider={{ name: 'Big Sky', phone: '406' }}
      saveLabel="Add event"
      cancelHref="/events"
      address="/events/new"
    />
  );
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = renderToString(form);
  container.querySelector<HTMLInputElement>('#hours')!.value = '6.25';
  container.querySelector<HTMLInputElement>('#startsOn')!.value = '2026-05-03';
  container.querySelector<HTMLInputElement>('[name=asynchronous]')!.checked = true;
  render(form, { container, hydrate: true });
  expect(screen.getByRole('status')).toHaveTextContent('hours = 6.25 PDUs');
  expect(screen.getByRole('button', { name: /May 3, 2027/ })).toBeInTheDocument();
  // A browser restores no field that has autocomplete turned off.
  expect(container.querySelector('[autocomplete]')).toBeNull();
});

test('text that the browser restores after the page hydrated counts, too', async () => {
  show();
  const put = (selector: string, value: string) => {
    // Restores the value the way a browser does when a person comes back: without any event.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(
      document.querySelector(selector),
      value,
    );
  };
  expect(screen.getByRole('status')).toHaveTextContent('hours');
  put('#hours', '6.25');
  put('#startsOn', '2026-05-03');
  document.querySelector<HTMLInputElement>('[name=asynchronous]')!.checked = true;
  window.dispatchEvent(new Event('pageshow'));
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('hours = 6.25 PDUs'));
  expect(await screen.findByRole('button', { name: /May 3, 2027/ })).toBeInTheDocument();
});

test('the resulting units are shown next to the hours', async () => {
  const { user } = show({ values: { hours: '6' } });
  expect(screen.getByRole('status')).toHaveTextContent('hours = 6 PDUs');
  const hours = screen.getByLabelText('Hours of instruction');
  await user.clear(hours);
  await user.type(hours, '.5');
  expect(screen.getByRole('status')).toHaveTextContent('hours = 0.5 PDUs');
  await user.type(hours, '1');
  expect(screen.getByRole('status')).toHaveTextContent(/^hours$/);
});

test('an always-open course gets an end date one year after its start', async () => {
  const { user } = show();
  fireEvent.change(screen.getByLabelText('Start date'), { target: { value: '2026-05-03' } });
  await user.click(screen.getByLabelText(/^Always open/));
  expect(screen.getByLabelText('End date')).toHaveValue('2027-05-03');
  fireEvent.change(screen.getByLabelText('Start date'), { target: { value: '2026-07-01' } });
  expect(screen.getByLabelText('End date')).toHaveValue('2027-07-01');
  expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull();
});

test('an always-open course keeps the end date that was typed, and is offered one year after its start', async () => {
  const { user } = show();
  fireEvent.change(screen.getByLabelText('Start date'), { target: { value: '2026-05-03' } });
  fireEvent.change(screen.getByLabelText('End date'), { target: { value: '2026-12-31' } });
  expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull();
  await user.click(screen.getByLabelText(/^Always open/));
  expect(screen.getByLabelText('End date')).toHaveValue('2026-12-31');
  await user.click(screen.getByRole('button', { name: 'Use May 3, 2027 as the end date' }));
  expect(screen.getByLabelText('End date')).toHaveValue('2027-05-03');
  expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull();
});

describe('the agenda', () => {
  test('grows and shrinks without leaving the page, and keeps what was typed', async () => {
    const { posted, user } = show();
    await user.click(screen.getByRole('button', { name: 'Add an agenda' }));
    expect(screen.getByLabelText('Session')).toHaveFocus();
    await user.type(screen.getByLabelText('Session'), 'Opening');
    fireEvent.change(screen.getByLabelText('Day'), { target: { value: '2026-05-03' } });
    await user.click(screen.getByRole('button', { name: 'Add another row' }));
    const second = screen.getByRole('group', { name: 'Agenda row 2' });
    expect(within(second).getByLabelText('Day')).toHaveValue('2026-05-03');
    await user.type(within(second).getByLabelText('Session'), 'Closing');
    await user.click(screen.getByRole('button', { name: 'Remove agenda row 1' }));
    expect(screen.getByLabelText('Session')).toHaveValue('Closing');
    expect(posted).toHaveLength(0);
    await user.click(save());
    expect(posted[0]).toMatchObject({ agendaTitle: ['Closing'], agendaCounts: ['yes'] });
  });

  test('shows the rows that the server added when no script runs', () => {
    const values = { ...postedEvent(), ...postedAgenda(['2026-05-03', '09:00', '', 'Opening']), agendaChange: 'add' };
    const html = renderToString(
      <EventForm
        action={async (before) => before}
        values={afterAgendaButton(values)!}
        conferences={[]}
        categories={categories}
        provider={{ name: 'Big Sky', phone: '406' }}
        saveLabel="Add event"
        cancelHref="/events"
        address="/events/new"
      />,
    );
    const page = new DOMParser().parseFromString(html, 'text/html');
    expect([...page.querySelectorAll('fieldset legend')].map((legend) => legend.textContent)).toContain('Agenda row 2');
    expect(page.querySelector('[id="agenda.0.title"]')?.getAttribute('value')).toBe('Opening');
    expect(page.querySelector('details:not(.example)')).toBeNull();
  });

  test('shows no error at a row that moved into the place of a removed one', async () => {
    const errors = [{ field: 'agenda.1.endsAt', message: 'Agenda row 2 needs an end time.' }];
    const rows = postedAgenda(['', '', '', 'One'], ['', '', '', 'Two'], ['', '', '', 'Three']);
    const { user } = show({ values: rows, answers: [{ errors }, { errors }] });
    const second = () => within(screen.getByRole('group', { name: 'Agenda row 2' }));
    await user.click(save());
    expect(await second().findByText('Agenda row 2 needs an end time.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Remove agenda row 2' }));
    expect(second().getByLabelText('Session')).toHaveValue('Three');
    expect(second().queryByText('Agenda row 2 needs an end time.')).toBeNull();
    await user.click(save());
    expect(await second().findByText('Agenda row 2 needs an end time.')).toBeInTheDocument();
  });

  test('never takes the Enter key from saving', async () => {
    const { posted, user } = show({ values: postedAgenda(['', '', '', 'Opening']) });
    await user.type(screen.getByLabelText('Title of the event'), 'Typed{Enter}');
    expect(posted).toHaveLength(1);
    expect(posted[0]).not.toHaveProperty('agendaChange');
    expect(screen.getByLabelText('Session')).toHaveValue('Opening');
  });
});

describe('questions before the form is saved', () => {
  const similar: EventFormAnswer = {
    kind: 'similar',
    events: [{ id: 7, title: 'Same', dates: 'May 3, 2026', place: 'Helena, MT' }],
  };
  const past: EventFormAnswer = { kind: 'past', endsOn: '2020-05-03' };
  const conflict: EventFormAnswer = {
    kind: 'conflict',
    eventId: 7,
    version: 4,
    savedBy: 'Alex',
    savedAt: 'May 3, 2026 at 4:05 PM MT',
    differences: [{ field: 'Title', before: 'Theirs', after: 'Mine' }],
  };

  test('a similar event: named and linked, and “Save anyway” posts the whole form again', async () => {
    const { posted, user } = show({ values: { requestKey: 'key', title: 'Same' }, answers: [{ answer: similar }] });
    await user.click(save());
    const question = await screen.findByRole('region', { name: /You already have an event/ });
    expect(question).toHaveFocus();
    expect(within(question).getByRole('link', { name: /^Same/ })).toHaveAttribute('href', '/events/7');
    await user.click(within(question).getByRole('button', { name: 'Save anyway' }));
    expect(posted[1]).toMatchObject({ requestKey: 'key', title: 'Same', sameEvent: 'accepted' });
  });

  test('a conflict: both versions, and a choice', async () => {
    const { posted, user } = show({ values: { version: '3', title: 'Mine' }, answers: [{ answer: conflict }] });
    await user.click(save());
    const question = await screen.findByRole('region', { name: /was saved while you were editing/ });
    expect(question).toHaveFocus();
    expect(question).toHaveTextContent('Alex saved it on May 3, 2026 at 4:05 PM MT');
    expect(within(question).getByText('Theirs')).toBeInTheDocument();
    expect(within(question).getByRole('link', { name: 'Keep the saved version' })).toHaveAttribute('href', '/events/7');
    await user.click(within(question).getByRole('button', { name: 'Save my version' }));
    expect(posted[1]).toMatchObject({ version: '3', overVersion: '4', title: 'Mine' });
  });

  test('an event that is already over: when it ended, and “Save anyway” confirms that this date is intended', async () => {
    const { posted, user } = show({ values: { title: 'Old', endsOn: '2020-05-03' }, answers: [{ answer: past }] });
    await user.click(save());
    const question = await screen.findByRole('region', { name: 'This event is already over' });
    expect(question).toHaveFocus();
    expect(question).toHaveTextContent('It ended on May 3, 2020. Once you save it, only staff can change it.');
    expect(within(question).getByRole('link', { name: 'Change the dates' })).toHaveAttribute('href', '#endsOn');
    expect(screen.getByLabelText('Title of the event')).toHaveValue('Old');
    await user.click(within(question).getByRole('button', { name: 'Save anyway' }));
    expect(posted[1]).toMatchObject({ title: 'Old', pastEnd: '2020-05-03' });
  });

  test('a past end date stays confirmed through all other questions, and a different date is asked about again', async () => {
    const answers = [
      { answer: past },
      { answer: conflict },
      { answer: similar },
      { answer: { ...past, endsOn: '2021-05-03' } },
    ];
    const { posted, user } = show({ values: { version: '3' }, answers });
    await user.click(save());
    await user.click(await screen.findByRole('button', { name: 'Save anyway' }));
    await user.click(await screen.findByRole('button', { name: 'Save my version' }));
    expect(posted[2]).toMatchObject({ pastEnd: '2020-05-03', overVersion: '4' });
    await user.click(await screen.findByRole('button', { name: 'Save anyway' }));
    expect(posted[3]).toMatchObject({ pastEnd: '2020-05-03', overVersion: '4', sameEvent: 'accepted' });
    await screen.findByText(/It ended on May 3, 2021/);
    await user.click(screen.getByRole('button', { name: 'Save anyway' }));
    expect(posted[4]).toMatchObject({ pastEnd: '2021-05-03', overVersion: '4' });
    expect(posted[4]).not.toHaveProperty('sameEvent');
  });

  test('one decision is still remembered at the next question', async () => {
    const { posted, user } = show({ values: { version: '3' }, answers: [{ answer: conflict }, { answer: similar }] });
    await user.click(save());
    await user.click(await screen.findByRole('button', { name: 'Save my version' }));
    await user.click(await screen.findByRole('button', { name: 'Save anyway' }));
    expect(posted[2]).toMatchObject({ overVersion: '4', sameEvent: 'accepted' });
  });

  test('the next year of a course: continue it, or save a new course', async () => {
    const answer: EventFormAnswer = {
      kind: 'continue',
      courses: [{ id: 7, title: 'Same', dates: 'July 1, 2025 – June 30, 2026' }],
    };
    const { posted, user } = show({ values: { title: 'Same' }, answers: [{ answer: similar }, { answer }] });
    await user.click(save());
    await user.click(await screen.findByRole('button', { name: 'Save anyway' }));
    const question = await screen.findByRole('region', { name: 'Continue your course instead?' });
    expect(question).toHaveFocus();
    const link = within(question).getByRole('link', { name: 'Continue it instead' });
    expect(link).toHaveAttribute('href', '/events/7#continue');
    await user.click(within(question).getByRole('button', { name: 'Save as a new course' }));
    expect(posted[2]).toMatchObject({ title: 'Same', sameEvent: 'accepted', newCourse: 'accepted' });
  });

  test('a form that already made an event: add another one, or open that one', async () => {
    const answer: EventFormAnswer = { kind: 'already_added', eventId: 7, freshKey: 'fresh' };
    const { posted, user } = show({ values: { requestKey: 'key' }, answers: [{ answer }] });
    await user.click(save());
    expect(await screen.findByRole('link', { name: 'Edit event 7 instead' })).toHaveAttribute('href', '/events/7/edit');
    await user.click(screen.getByRole('button', { name: 'Save as another event' }));
    expect(posted[1]).toMatchObject({ requestKey: 'key', freshKey: 'fresh' });
  });
});

test('after the end date the page says why, and leads to both requests', () => {
  render(<EventClosed why="This event ended on May 3, 2026." eventId={7} backHref="/events/7" />);
  expect(screen.getByText('This event ended on May 3, 2026.')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Ask for a correction' })).toHaveAttribute('href', '/events/7/request');
  expect(screen.getByRole('link', { name: 'This event was canceled' })).toHaveAttribute(
    'href',
    '/events/7/request/cancellation',
  );
});
