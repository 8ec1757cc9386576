import type { FormValues } from '@/lib/platform/forms/form-values';

/** Returns a valid posted event form with the changes of a test. */
export function postedEvent(changes: FormValues = {}): FormValues {
  return {
    title: 'Teaching fractions',
    instructor: 'Zoë Ñandú',
    description: 'How to teach fractions.',
    categoryIds: ['2'],
    startsOn: '2026-05-03',
    endsOn: '2026-05-04',
    locationKind: 'in_person',
    city: 'Helena',
    state: 'MT',
    zip: '59601',
    hours: '6.25',
    attested: 'yes',
    ...changes,
  };
}

type Row = [day: string, start: string, end: string, title: string, counts?: 'yes' | 'no'];

/** Returns the lists in which the form posts its agenda. */
export function postedAgenda(...rows: Row[]): FormValues {
  const column = (index: number, otherwise = '') => rows.map((row) => row[index] ?? otherwise);
  return {
    agendaDay: column(0),
    agendaStart: column(1),
    agendaEnd: column(2),
    agendaTitle: column(3),
    agendaCounts: column(4, 'yes'),
  };
}
