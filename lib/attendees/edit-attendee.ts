import type { z } from 'zod';
import { lockAttendee, type RosterRow, updateAttendee } from '@/db/queries/roster';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { unitsOf } from '@/lib/events/rules';
import { formatMoment } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { attendeeNotFound } from './attendee-id';
import type { AttendeeInput, editAttendeeSchema } from './attendee-input';
import { changeRoster } from './change-roster';
import { identityOf } from './identity';
import { whyNotCompleted, whyNotMadeOpen } from './rules';
import { whyUnitsTooMany } from './units';

/** Both versions of a line, to choose from, when somebody else changed it in the meantime. */
export type AttendeeConflict = {
  version: number;
  savedAt: string;
  differences: { field: string; before: string; after: string }[];
};

type EditInput = z.output<typeof editAttendeeSchema> & { eventId: number; attendeeId: number };
type Content = Omit<AttendeeInput, 'units'> & { units: string };

const LABELS: Record<keyof Content, string> = {
  name: 'Name',
  email: 'Email',
  school: 'School or district',
  educatorNumber: 'Educator number',
  units: 'PDUs',
  completed: 'Completed the event',
};

/**
 * Changes a line of a roster. A certificate that the person has does not change (M18). Nobody unknowingly overwrites
 * what somebody else saved in the meantime; they choose.
 * @returns null when it is saved
 * @throws AppError `not_found`, `forbidden`, `invalid`, or `conflict` when the line would be the same person as another
 * one
 */
export async function editAttendee(ctx: Context, input: EditInput): Promise<AttendeeConflict | null> {
  const { eventId, attendeeId, version, overVersion, units, ...rest } = input;
  return changeRoster(
    ctx,
    eventId,
    (tx) => lockAttendee(tx, eventId, attendeeId, scopeOf(ctx.actor)),
    async (tx, saved, event) => {
      if (!saved) throw attendeeNotFound();
      const content: Content = { ...rest, units: unitsOf(units ?? event.hours) };
      const why =
        whyUnitsTooMany(content.units, event) ??
        whyNotCompleted(content) ??
        (saved.completed && !content.completed ? whyNotMadeOpen(saved) : null);
      if (why) throw new AppError('invalid', why);
      const changed = changedFields(saved, content);
      // The form was sent twice, or changes nothing, so the line already says what it says.
      if (changed.length === 0) return null;
      if (saved.version !== (overVersion ?? version)) return conflictOf(saved, content, changed);
      const columns = { ...content, identity: identityOf(content, saved.identity) };
      if (!(await updateAttendee(tx, saved, columns, ctx.clock.now()))) throw attendeeNotFound();
      // Records which fields changed but not their values, because the log is kept longer than people's addresses.
      await record(tx, ctx, {
        action: 'attendee.edited',
        subject: `event:${eventId}`,
        details: { attendeeId, fields: changed },
      });
      return null;
    },
  );
}

function contentOf(row: RosterRow): Content {
  const { name, email, school, educatorNumber, completed } = row;
  return { name, email, school, educatorNumber, units: unitsOf(row.units), completed };
}

function changedFields(saved: RosterRow, content: Content): (keyof Content)[] {
  const before = contentOf(saved);
  return (Object.keys(LABELS) as (keyof Content)[]).filter((field) => before[field] !== content[field]);
}

function conflictOf(saved: RosterRow, mine: Content, changed: (keyof Content)[]): AttendeeConflict {
  const theirs = contentOf(saved);
  return {
    version: saved.version,
    savedAt: formatMoment(saved.updatedAt),
    differences: changed.map((field) => ({
      field: LABELS[field],
      before: describe(theirs[field]),
      after: describe(mine[field]),
    })),
  };
}

function describe(value: string | boolean | null): string {
  return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : (value ?? '');
}
