import { z } from 'zod';
import { isDay } from '@/lib/platform/days';
import { lineOfText } from '@/lib/platform/text';
import type { AgendaRow } from './agenda';
import { isBlankRow, type TypedAgendaRow } from './agenda-form';
import { MAX_AGENDA_ROWS, MAX_AGENDA_TITLE } from './limits';

/** A time of day such as `09:00`. */
export const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** `onlyDay` is the day of a one-day event, whose rows need not repeat it. */
type PostedRow = TypedAgendaRow & { onlyDay: string };

const posted = z.custom<PostedRow>();

/** The agenda's rows without the blank ones. Errors name the row as the form numbers it. */
export const agendaInput = z.array(posted).transform((rows, ctx) => {
  const filled = rows.map((row, index) => ({ row, index })).filter(({ row }) => !isBlankRow(row));
  if (filled.length > MAX_AGENDA_ROWS) {
    ctx.addIssue({ code: 'custom', message: `An agenda can have at most ${MAX_AGENDA_ROWS} rows.` });
    return z.NEVER;
  }
  return filled.map(({ row, index }) => readRow(row, index, ctx));
});

function readRow(row: PostedRow, index: number, ctx: z.RefinementCtx): AgendaRow {
  const name = `Agenda row ${index + 1}`;
  const complain = (field: string, message: string) => ctx.addIssue({ code: 'custom', path: [index, field], message });

  const heldOn = row.heldOn.trim() || row.onlyDay;
  if (heldOn === '') complain('heldOn', `${name} needs a day.`);
  else if (!isDay(heldOn)) complain('heldOn', `${name} has a date that does not exist.`);

  const [startsAt, endsAt] = [row.startsAt.trim(), row.endsAt.trim()];
  if (!TIME.test(startsAt)) complain('startsAt', `${name} needs a start time, such as 09:00.`);
  if (!TIME.test(endsAt)) complain('endsAt', `${name} needs an end time, such as 10:30.`);
  else if (TIME.test(startsAt) && endsAt <= startsAt) complain('endsAt', `${name} must end after it starts.`);

  const title = lineOfText({ label: `The title of agenda row ${index + 1}`, max: MAX_AGENDA_TITLE }).safeParse(
    row.title,
  );
  if (!title.success) complain('title', title.error.issues[0]!.message);

  return { index, heldOn, startsAt, endsAt, title: title.data ?? '', counts: row.counts !== 'no' };
}
