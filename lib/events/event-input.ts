import { z } from 'zod';
import { forProvider } from '@/lib/access/for-provider';
import type { ChosenConference } from '@/lib/conferences/join-conference';
import { MAX_NAME } from '@/lib/conferences/limits';
import { daysBetween, formatDay, isDay } from '@/lib/platform/days';
import { type FormValues, listOf, textOf } from '@/lib/platform/forms/form-values';
import { printedLine } from '@/lib/platform/printed-line';
import { optionalLineOfText, paragraphsOfText } from '@/lib/platform/text';
import { rowsOutside, rowsThatOverlap, whyAgendaTooShort } from './agenda';
import { agendaRowsOf } from './agenda-form';
import { agendaInput, TIME } from './agenda-input';
import { lastDayOfCourse } from './asynchronous';
import { ATTESTATION } from './attestation';
import type { EventContent } from './event';
import { calledOf, INPUT_NAMES, type InputName, limitsOf, NEW_CONFERENCE } from './fields';
import { readHours, whyHoursExceedTimes, whyHoursTooMany } from './hours';
import { FIRST_YEAR, LAST_YEAR } from './limits';
import { isStateCode } from './us-states';

/** What a provider says about an event (M8), checked and in the form in which it is stored. */
export type EventInput = Omit<EventContent, 'conference'> & { conference: ChosenConference };

const text = z.string();

export function dayInput(label: string) {
  return text
    .trim()
    .refine((day) => day !== '', { error: `Enter ${label.toLowerCase()}.`, abort: true })
    .refine(isDay, {
      error: `${label} is not a real date. Enter it as year, month and day, such as 2026-05-03.`,
      abort: true,
    })
    .refine((day) => Number(day.slice(0, 4)) >= FIRST_YEAR && Number(day.slice(0, 4)) <= LAST_YEAR, {
      error: `${label} must be in a year from ${FIRST_YEAR} to ${LAST_YEAR}.`,
    });
}

const categoryInput = z
  .array(text)
  .refine((ids) => ids.length > 0, 'Choose at least one event category.')
  .refine(
    (ids) => ids.length <= 100 && ids.every((id) => /^[1-9]\d{0,8}$/.test(id)),
    'Choose categories from the list.',
  )
  .transform((ids) => [...new Set(ids.map(Number))].sort((a, b) => a - b));

const hoursInput = text.transform((typed, ctx) => {
  const read = readHours(typed);
  if ('hours' in read) return read.hours;
  ctx.addIssue({ code: 'custom', message: read.why });
  return z.NEVER;
});

/** Not on the certificate, so any characters are allowed. */
const newConferenceInput = optionalLineOfText({ label: 'The name of the new conference', max: MAX_NAME });

/** A time of day as the browser sends it; blank: not given. */
function timeInput(label: string) {
  return text.trim().transform((typed, ctx): string | null => {
    if (typed === '' || TIME.test(typed)) return typed || null;
    ctx.addIssue({ code: 'custom', message: `${label} is not a time. Enter it such as 09:00.` });
    return z.NEVER;
  });
}

const placeInput = z.object({
  city: printedLine(limitsOf('city')),
  state: text.refine(isStateCode, 'Choose the state.'),
  zip: text
    .trim()
    .refine((zip) => zip !== '', { error: 'Enter the ZIP code.', abort: true })
    .refine(
      (zip) => /^\d{5}(-\d{4})?$/.test(zip),
      'Enter the ZIP code as five digits, such as 59601, or nine, such as 59601-1234.',
    ),
});

const fields = z.object({
  title: printedLine(limitsOf('title')),
  instructor: printedLine(limitsOf('instructor')),
  description: paragraphsOfText(limitsOf('description')),
  categoryIds: categoryInput,
  asynchronous: text.transform((ticked) => ticked === 'yes'),
  startsOn: dayInput(calledOf('startsOn')),
  endsOn: dayInput(calledOf('endsOn')),
  locationKind: z.enum(['online', 'in_person'], 'Choose where the event takes place.'),
  place: z.custom<{ city: string; state: string; zip: string }>(),
  hours: hoursInput,
  conference: text.refine((id) => /^([1-9]\d{0,14}|new|)$/.test(id), 'Choose a conference from the list.'),
  newConference: newConferenceInput,
  ownNumber: optionalLineOfText(limitsOf('ownNumber')),
  room: optionalLineOfText(limitsOf('room')),
  track: optionalLineOfText(limitsOf('track')),
  startsAt: timeInput(calledOf('startsAt')),
  endsAt: timeInput(calledOf('endsAt')),
  agenda: agendaInput,
  attested: text.refine((ticked) => ticked === 'yes', ATTESTATION.missing),
});

type Fields = z.output<typeof fields>;

/** Runs a rule once the fields it compares are valid, whatever else is still wrong with the form. */
function once(...names: (keyof Fields)[]) {
  return {
    when: ({ issues }: { issues: { path?: PropertyKey[] }[] }) =>
      !issues.some(({ path }) => names.includes(path?.[0] as keyof Fields)),
  };
}

function complain(ctx: z.RefinementCtx, path: PropertyKey[], message: string) {
  ctx.addIssue({ code: 'custom', path, message });
}

/** Arranges the posted form as fields; a missing field is always blank. */
function layOut(values: FormValues) {
  const inputs = INPUT_NAMES.map((name) => [name, textOf(values, name)]);
  const { city, state, zip, ...typed } = Object.fromEntries(inputs) as Record<InputName, string>;
  const startsOn = typed.startsOn.trim();
  const typedEnd = typed.endsOn.trim();
  // A course that is always open is entered with dates one year apart (manual, "Special Considerations"; M10).
  const endsOn =
    typedEnd === '' && typed.asynchronous === 'yes' && isDay(startsOn) ? lastDayOfCourse(startsOn) : typedEnd;
  return {
    ...typed,
    categoryIds: listOf(values, 'categoryIds'),
    startsOn,
    endsOn,
    place: { city, state, zip },
    conference: typed.conference.trim(),
    agenda: agendaRowsOf(values).map((row) => ({ ...row, onlyDay: startsOn === endsOn ? startsOn : '' })),
    attested: textOf(values, 'attested'),
  };
}

/** A posted event form → EventInput. Each error is a sentence at its field, and all of them are reported at once. */
export const eventSchema = z
  .custom<FormValues>((values) => typeof values === 'object' && values !== null)
  .transform(layOut)
  .pipe(
    fields
      .superRefine(
        ({ startsOn, endsOn }, ctx) => {
          if (endsOn < startsOn) complain(ctx, ['endsOn'], 'The end date is before the start date.');
        },
        once('startsOn', 'endsOn'),
      )
      .superRefine(({ asynchronous, locationKind }, ctx) => {
        if (asynchronous && locationKind !== 'online') {
          complain(
            ctx,
            ['asynchronous'],
            'Only an online course can be always open. Choose Online, or uncheck this box.',
          );
        }
      }, once('locationKind'))
      .superRefine(
        ({ asynchronous, startsOn, endsOn }, ctx) => {
          const latest = lastDayOfCourse(startsOn);
          if (asynchronous && endsOn > latest) {
            const why = `A course that is always open is entered for up to one year. Set the end date to ${formatDay(latest)}.`;
            complain(ctx, ['endsOn'], `${why} At its end, one click makes the entry for the next year.`);
          }
        },
        once('startsOn', 'endsOn'),
      )
      .superRefine(
        ({ startsOn, endsOn, hours }, ctx) => {
          const why = endsOn >= startsOn && whyHoursTooMany(hours, daysBetween(startsOn, endsOn) + 1);
          if (why) complain(ctx, ['hours'], why);
        },
        once('startsOn', 'endsOn', 'hours'),
      )
      .superRefine(
        ({ startsAt, endsAt, startsOn, endsOn }, ctx) => {
          if (startsAt && !endsAt) complain(ctx, ['endsAt'], 'Enter the end time, or leave both times blank.');
          else if (endsAt && !startsAt) complain(ctx, ['startsAt'], 'Enter the start time, or leave both times blank.');
          else if (startsAt && endsAt && startsOn !== endsOn) {
            complain(ctx, ['startsAt'], 'Only an event of one day has times. For several days, use the agenda.');
          } else if (startsAt && endsAt && endsAt <= startsAt) {
            complain(ctx, ['endsAt'], 'The end time must be after the start time.');
          }
        },
        once('startsAt', 'endsAt', 'startsOn', 'endsOn'),
      )
      .superRefine(
        ({ startsAt, endsAt, hours }, ctx) => {
          const why = whyHoursExceedTimes(hours, startsAt, endsAt);
          if (why) complain(ctx, ['hours'], why);
        },
        once('startsAt', 'endsAt', 'hours'),
      )
      .superRefine(({ locationKind, place }, ctx) => {
        if (locationKind !== 'in_person') return;
        for (const { path, message } of placeInput.safeParse(place).error?.issues ?? []) complain(ctx, path, message);
      }, once('locationKind'))
      .superRefine(
        ({ conference, newConference }, ctx) => {
          if (conference === NEW_CONFERENCE && newConference === null) {
            complain(ctx, ['newConference'], 'Enter the name of the new conference.');
          }
          if (/^\d/.test(conference) && newConference !== null) {
            complain(ctx, ['newConference'], 'Choose “A new conference” for this name, or clear the name.');
          }
        },
        once('conference', 'newConference'),
      )
      .superRefine(
        ({ agenda, startsOn, endsOn }, ctx) => {
          if (endsOn < startsOn) return;
          for (const { index, field, message } of rowsOutside(agenda, startsOn, endsOn)) {
            complain(ctx, ['agenda', index, field], message);
          }
        },
        once('agenda', 'startsOn', 'endsOn'),
      )
      .superRefine(({ agenda }, ctx) => {
        for (const { index, field, message } of rowsThatOverlap(agenda))
          complain(ctx, ['agenda', index, field], message);
      }, once('agenda'))
      .superRefine(
        ({ agenda, hours }, ctx) => {
          const why = whyAgendaTooShort(agenda, hours);
          if (why) complain(ctx, ['agenda'], why);
        },
        once('agenda', 'hours'),
      )
      .transform(
        ({ locationKind, place, agenda, conference, newConference: name, attested: _, ...event }): EventInput => ({
          ...event,
          // A name without a choice is a new conference: without JavaScript, both are always shown.
          conference: name === null ? (conference === '' ? null : { id: Number(conference) }) : { name },
          location: locationKind === 'online' ? { kind: 'online' } : { kind: 'in_person', ...placeInput.parse(place) },
          agenda: agenda.map(({ index: _, ...item }) => item),
        }),
      ),
  );

const formNumber = text.regex(/^[1-9]\d{0,8}$/, 'This form can’t be saved. Open the page again.').transform(Number);
const optionalFormNumber = z.preprocess((value) => value || undefined, formNumber.optional());
const formKey = z.guid('This form can’t be saved. Open the page again.');

/**
 * `pastEnd`: the person saw that the event ended on that day, and meant that day. `sameEvent`: the person saw that such
 * an event exists, and wants this one too.
 */
const decisions = {
  pastEnd: text.optional().catch(undefined),
  sameEvent: z.literal('accepted').optional().catch(undefined),
};

/**
 * `freshKey` comes with the button that makes a new event from a form that was changed after it was saved once.
 * `newCourse`: the person saw that there is such a course, and does not want to continue it.
 */
export const addEventSchema = z.intersection(
  eventSchema,
  z.object({
    requestKey: formKey,
    forProvider,
    freshKey: formKey.optional(),
    ...decisions,
    newCourse: z.literal('accepted').optional().catch(undefined),
  }),
);

/** `overVersion`: the person saw that version beside their own and chose their own. */
export const editEventSchema = z.intersection(
  eventSchema,
  z.object({ version: formNumber, overVersion: optionalFormNumber, ...decisions }),
);
