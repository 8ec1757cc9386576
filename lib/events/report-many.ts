import { z } from 'zod';
import { lockEvent } from '@/db/queries/events';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { AppError } from '@/lib/platform/errors';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { eventNotFound } from './find-event';
import { MAX_COUNTS } from './list-counts-to-record';
import { type ReportQuestion, reportSchema, writeCount } from './report-certificates';

/** The fields of one row are named by its event: `onPaper-12`. */
const ROW = /^onPaper-([1-9]\d{0,14})$/;

const REOPEN = 'Open the page again, then enter the counts.';

type Report = z.output<typeof reportSchema>;

type Row = { eventId: number } & ({ report: Report } | { sentence: string });

/**
 * Reads the rows of a table of counts, each by itself: a row that can't be read has the sentence that says why, and the
 * others are recorded all the same. A blank box skips its event, because blank is never zero.
 */
export const manyReportsSchema = z.custom<FormValues>().transform((values, ctx): { rows: Row[] } => {
  const rows = Object.keys(values).flatMap((name) => readRow(values, name) ?? []);
  const complain = (message: string) => {
    ctx.addIssue({ code: 'custom', path: [], message });
    return z.NEVER;
  };
  if (rows.length === 0) return complain('Enter the count of at least one event. If there were none, enter 0.');
  return rows.length > MAX_COUNTS ? complain(REOPEN) : { rows };
});

function readRow(values: FormValues, name: string): Row | null {
  const id = ROW.exec(name)?.[1];
  const onPaper = values[name];
  if (!id || typeof onPaper !== 'string' || onPaper.trim() === '') return null;
  const read = reportSchema.safeParse({
    onPaper,
    issuedHere: values[`issuedHere-${id}`],
    sawReport: values[`sawReport-${id}`],
    confirmedOnPaper: values[`confirmedOnPaper-${id}`],
    requestKey: values[`requestKey-${id}`],
  });
  const eventId = Number(id);
  return read.success ? { eventId, report: read.data } : { eventId, sentence: read.error.issues[0]!.message };
}

/** Why a row was not recorded: what to decide first, or what is wrong with its number. */
export type RowProblem = ReportQuestion | { kind: 'invalid'; sentence: string };

export type ManyReports = {
  /** The events whose counts are recorded now, each with its certificates on paper. */
  recorded: { eventId: number; onPaper: number }[];
  open: { eventId: number; problem: RowProblem }[];
};

/**
 * Records the counts of several events with one save, each by the rules of `reportCertificates`: rows that someone else
 * has recorded in the meantime, or that can't be right, stay open with their reason, and the others are recorded.
 * @throws AppError `forbidden`, or `not_found` for an event that is not the provider's; then nothing is recorded
 */
export async function reportManyCounts(ctx: Context, { rows }: { rows: readonly Row[] }): Promise<ManyReports> {
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'event.report');
    const recorded: ManyReports['recorded'] = [];
    const open: ManyReports['open'] = [];
    // The order is always the same, so that two people who record at once do not deadlock.
    for (const row of rows.toSorted((a, b) => a.eventId - b.eventId)) {
      const { eventId } = row;
      const event = await lockEvent(tx, eventId, scopeOf(ctx.actor));
      if (!event) throw eventNotFound();
      authorize(ctx, 'event.report', event);
      if ('sentence' in row) {
        open.push({ eventId, problem: { kind: 'invalid', sentence: row.sentence } });
        continue;
      }
      const outcome = await orSentence(() => writeCount(tx, ctx, event, { ...row.report, eventId }));
      if (outcome.kind === 'recorded') recorded.push({ eventId, onPaper: row.report.onPaper });
      else open.push({ eventId, problem: outcome });
    }
    return { recorded, open };
  });
}

/** Turns the refusal of one row into its sentence: it says nothing about the other rows. */
async function orSentence<T>(work: () => Promise<T>): Promise<T | { kind: 'invalid'; sentence: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && (error.code === 'invalid' || error.code === 'conflict')) {
      return { kind: 'invalid', sentence: error.sentence };
    }
    throw error;
  }
}
