import { z } from 'zod';
import { findFile, withdrawFactsOfFile } from '@/db/queries/attendance';
import { lockRoster } from '@/db/queries/roster';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';
import { changeRoster } from '../change-roster';
import { reportNotFound } from './open-report';

export const withdrawReportSchema = z.object({});

/**
 * Withdraws what a report said, such as a report of another meeting. The file and its facts stay on record; the roster
 * changes when the attendance is counted again and saved.
 * @throws AppError `not_found` or `forbidden`
 */
export async function withdrawReport(
  ctx: Context,
  { eventId, fileId }: { eventId: number; fileId: number },
): Promise<void> {
  const scope = scopeOf(ctx.actor);
  await changeRoster(
    ctx,
    eventId,
    (tx) => lockRoster(tx, eventId, scope),
    async (tx) => {
      const file = await findFile(tx, eventId, fileId, scope);
      if (!file) throw reportNotFound();
      const facts = await withdrawFactsOfFile(tx, { fileId, by: ctx.actor.userId, at: ctx.clock.now() });
      if (facts === 0) return;
      const details = { fileId, sha256: file.sha256, facts };
      await record(tx, ctx, { action: 'attendance.report_withdrawn', subject: `event:${eventId}`, details });
    },
  );
}
