import { sql } from 'drizzle-orm';
import { connect } from '../../db/client';
import { record } from '../../lib/audit/record';
import { verifyChain } from '../../lib/audit/verify';
import type { Context } from '../../lib/platform/visit';
import type { Line } from './report';

const WRITES = 3_000;
const AT_ONCE = 10;
const ENTRIES = 200_000;

/** Measures the cost of the audit log: logged writes against the same writes without logging, and reading the chain. */
export async function measureAudit(ctx: Context, url: string): Promise<Line[]> {
  const db = connect(url, { max: AT_ONCE });
  try {
    await writesPerSecond({ ...ctx, db }, true);
    const plain = await writesPerSecond({ ...ctx, db }, false);
    const audited = await writesPerSecond({ ...ctx, db }, true);
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = 0`);
      await tx.execute(sql`
        insert into audit_entries (at, actor_kind, actor_id, user_id, action, subject_type, subject_id, request_id, address, details)
        select now(), 'provider', '1', 1, 'attendee.edited', 'event', n, gen_random_uuid()::text, '192.0.2.1',
          jsonb_build_object('attendeeId', n, 'fields', jsonb_build_array('name', 'school'))
        from generate_series(1, ${ENTRIES}) n`);
    });
    const started = performance.now();
    const { links, problems } = await verifyChain(db, { anchors: [] });
    if (problems.length > 0) throw new Error(problems[0]!.sentence);
    const perSecond = links / ((performance.now() - started) / 1000);
    return [
      {
        what: `Audited writes per second, ${AT_ONCE} at once, against the same writes without an entry`,
        ratio: audited / plain,
        limit: null,
        raw: `${audited.toFixed(0)} against ${plain.toFixed(0)} a second`,
      },
      {
        what: '`npm run audit:verify`, entries per second, against 50,000',
        ratio: perSecond / 50_000,
        limit: '≥ 1',
        raw: `${Math.round(perSecond).toLocaleString('en-US')} a second over ${links.toLocaleString('en-US')}`,
      },
    ];
  } finally {
    await db.$client.end();
  }
}

/** Measures transactions per second: two statements with the entry between them, each on a different row. */
async function writesPerSecond(ctx: Context, audited: boolean): Promise<number> {
  const ids = (await ctx.db.execute<{ id: string }>(sql`select id from events order by id limit ${AT_ONCE}`)).map(
    ({ id }) => Number(id),
  );
  const started = performance.now();
  await Promise.all(
    ids.map(async (id) => {
      for (let n = 0; n < WRITES / AT_ONCE; n++) {
        await ctx.db.transaction(async (tx) => {
          await tx.execute(sql`update events set version = version where id = ${id}`);
          if (audited) {
            const details = { attendeeId: n, fields: ['name'] };
            await record(tx, ctx, { action: 'attendee.edited', subject: `event:${id}`, details });
          }
          await tx.execute(sql`update events set version = version where id = ${id}`);
        });
      }
    }),
  );
  return WRITES / ((performance.now() - started) / 1000);
}
