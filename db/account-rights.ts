import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './client';

const OURS = 'public';
const QUEUE = 'graphile_worker';
/** The schema that records the migrations, which a server reads to see whether the database is up to date. */
const MIGRATIONS = 'drizzle';

/**
 * Grants the application's account what it needs, reading and writing rows, and revokes everything else. On a table whose
 * rows are immutable (a trigger calls `refuse_change`), the account has no right to update or delete. Runs as the owner
 * after every migration, so that a new table needs nothing but its trigger (docs/decisions/database-roles.md).
 */
export async function grantToApp(db: Database, app: string): Promise<void> {
  await db.transaction(async (tx) => {
    const to = sql.identifier(app);
    const [database] = await tx.execute<{ name: string }>(sql`select current_database() as name`);
    const name = sql.identifier(database!.name);
    await tx.execute(sql`revoke create, temporary on database ${name} from public`);
    await tx.execute(sql`revoke all on database ${name} from ${to}`);
    await tx.execute(sql`grant connect on database ${name} to ${to}`);
    await tx.execute(sql`revoke create on schema public from public`);
    for (const schema of [OURS, QUEUE, MIGRATIONS]) {
      await tx.execute(sql`revoke all on schema ${sql.identifier(schema)} from ${to}`);
      await tx.execute(sql`grant usage on schema ${sql.identifier(schema)} to ${to}`);
    }
    for (const { name, kind, rights } of await listRelations(tx)) {
      const relation = sql.raw(`${kind} ${name}`);
      await tx.execute(sql`revoke all on ${relation} from ${to}`);
      await tx.execute(sql`grant ${sql.raw(rights)} on ${relation} to ${to}`);
    }
    await openQueueTo(tx, app);
  });
}

/** Lists everything of ours and of the job queue that the owner owns, with what the application may do to it. */
async function listRelations(tx: Transaction) {
  const rows = await tx.execute<{ name: string; sequence: boolean; fixed: boolean; update: boolean; delete: boolean }>(
    // A trigger's kinds are bits: 8 for delete, 16 for update.
    sql`
      select format('%I.%I', n.nspname, c.relname) as name, c.relkind = 'S' as sequence,
        n.nspname = ${MIGRATIONS} or n.nspname = ${QUEUE} and c.relname = 'migrations' as fixed,
        coalesce(bit_or(t.tgtype::int) & 16, 0) = 0 as update, coalesce(bit_or(t.tgtype::int) & 8, 0) = 0 as delete
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_trigger t on t.tgrelid = c.oid and t.tgfoid = to_regprocedure('public.refuse_change()')
      where n.nspname in (${OURS}, ${QUEUE}, ${MIGRATIONS}) and c.relkind in ('r', 'p', 'v', 'S')
        and c.relowner = current_user::regrole
      group by n.nspname, c.relname, c.relkind
      order by 1`,
  );
  return rows.map(({ name, sequence, fixed, update, delete: remove }) => {
    if (sequence) return { name, kind: 'sequence', rights: fixed ? 'select' : 'usage' };
    const writing = fixed ? [] : ['insert', ...(update ? ['update'] : []), ...(remove ? ['delete'] : [])];
    return { name, kind: 'table', rights: ['select', ...writing].join(', ') };
  });
}

/** Opens the tables of graphile-worker to the account; their row-level security shuts out everyone but their owner. */
async function openQueueTo(tx: Transaction, app: string): Promise<void> {
  const closed = await tx.execute<{ name: string }>(sql`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${QUEUE} and c.relrowsecurity and not exists (
      select from pg_policy p where p.polrelid = c.oid and p.polroles @> array[${app}::regrole::oid])`);
  for (const { name } of closed) {
    await tx.execute(
      sql`create policy ${sql.identifier(`used by ${app}`)} on ${sql.raw(name)} to ${sql.identifier(app)} using (true) with check (true)`,
    );
  }
}

/**
 * Fixes where our functions look up tables and other functions, so that nobody can substitute others by changing
 * `search_path`.
 */
export async function fixSearchPaths(db: Database): Promise<void> {
  const open = await db.execute<{ name: string }>(sql`
    select p.oid::regprocedure::text as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proowner = current_user::regrole
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
      and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%')`);
  for (const { name } of open) {
    await db.execute(sql`alter function ${sql.raw(name)} set search_path = pg_catalog, public, pg_temp`);
  }
}
