import { sql } from 'drizzle-orm';
import type { Queryable } from '../client';

/** A link of the chain, with the entry as it is now. */
export type ChainRow = {
  position: number;
  entryId: number;
  payloadDigest: string;
  previousHash: string;
  hash: string;
  /** What the hash covers of the entry besides its payload; null: the entry is gone. */
  head: string | null;
  /** The address and the details; null: both were erased. */
  payload: string | null;
  /** Whether both were erased and an approved disposal run lists the entry. */
  disposed: boolean;
  /** For entries from before the chain had its own table: what their first hash covers. */
  firstChain: { previousHash: string; hash: string } | null;
  firstText: string | null;
};

// The texts are built here, not by the functions that the trigger uses, because anyone who can replace those functions could
// make a changed entry look intact. drizzle/0016_audit_chain.sql builds the same texts.
const HEAD = sql`jsonb_build_array(e.id, extract(epoch from e.at), e.actor_kind, e.actor_id, e.actor_through, e.user_id,
  e.on_behalf_of, e.action, e.subject_type, e.subject_id, e.provider_id, e.request_id, e.first_chain)::text`;
const PAYLOAD = sql`jsonb_build_array(e.address, e.details)::text`;
const FIRST_TEXT = sql`concat_ws('|', e.first_chain->>'previousHash', e.id, extract(epoch from e.at), coalesce(e.user_id, 0),
  coalesce(e.first_chain->>'actorProviderId', '0'), e.action, e.first_chain->>'subject', e.details::text)`;

/**
 * Returns the links after a position, in order. Entries are looked up one by one (`offset 0`): a join that reads the whole
 * table for every batch would take longer with each year.
 */
export async function listChainRows(db: Queryable, after: number, limit: number): Promise<ChainRow[]> {
  const rows = await db.execute<Omit<ChainRow, 'position' | 'entryId'> & { position: string; entryId: string }>(sql`
    select c.position, c.entry_id as "entryId", c.payload_digest as "payloadDigest", c.previous_hash as "previousHash", c.hash,
      case when e.id is not null then ${HEAD} end as head,
      case when e.details is not null or e.address is not null then ${PAYLOAD} end as payload,
      e.details is null and e.address is null and exists (
        select from disposal_run_items i join disposal_runs r on r.id = i.run_id
        where i.table_name = 'audit_entries' and i.row_key = c.entry_id::text and r.confirmed_by is not null) as disposed,
      case when e.first_chain is not null then jsonb_build_object(
        'previousHash', e.first_chain->'previousHash', 'hash', e.first_chain->'hash') end as "firstChain",
      case when e.first_chain is not null and e.details is not null then ${FIRST_TEXT} end as "firstText"
    from (select * from audit_chain where position > ${after} order by position limit ${limit}) c
    left join lateral (select * from audit_entries where id = c.entry_id offset 0) e on true
    order by c.position`);
  return rows.map((row) => ({ ...row, position: Number(row.position), entryId: Number(row.entryId) }));
}

/** Returns entries that no link covers; with the trigger in place, there are none. */
export async function listUnchained(db: Queryable, limit: number): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select e.id from audit_entries e left join audit_chain c on c.entry_id = e.id
    where c.entry_id is null order by e.id limit ${limit}`);
  return rows.map(({ id }) => Number(id));
}

/** Returns the newest link; null: nothing has been logged yet. */
export async function findNewestLink(db: Queryable): Promise<{ position: number; hash: string } | null> {
  const [row] = await db.execute<{ position: string; hash: string }>(
    sql`select position, hash from audit_chain order by position desc limit 1`,
  );
  return row ? { position: Number(row.position), hash: row.hash } : null;
}
