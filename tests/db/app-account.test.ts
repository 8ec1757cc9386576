import { sql } from 'drizzle-orm';
import { testDatabase } from '../support/database';
import { FORBIDDEN_STATEMENTS, REFUSED } from '../support/forbidden-statements';

const testDb = testDatabase();

test.each(FORBIDDEN_STATEMENTS)('the account of the product may not %s', async (_what, statement) => {
  await expect(testDb.db.execute(sql.raw(statement))).rejects.toMatchObject({
    cause: { code: expect.stringMatching(REFUSED) },
  });
});

test('the product can read every table, and write those whose rows can change', async () => {
  const rights = await testDb.db.execute<{ name: string; kept: boolean; rights: string }>(sql`
    select c.relname as name,
      exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgrelid = c.oid and p.proname = 'refuse_change') as kept,
      concat_ws(' ', ${sql.join(
        ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'].map(
          (right) => sql`case when has_table_privilege(c.oid, ${right}) then ${right}::text end`,
        ),
        sql`, `,
      )}) as rights
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  expect(rights.length).toBeGreaterThan(30);
  for (const { name, kept, rights: has } of rights) {
    expect([name, has]).toEqual([name, kept ? 'select insert' : 'select insert update delete']);
  }
});

test('nothing in the database belongs to the product’s account', async () => {
  const [row] = await testDb.db.execute<{ n: number }>(sql`
    select (select count(*) from pg_class where relowner = current_user::regrole)::int
      + (select count(*) from pg_proc where proowner = current_user::regrole)::int
      + (select count(*) from pg_namespace where nspowner = current_user::regrole)::int
      + (select count(*) from pg_database where datdba = current_user::regrole)::int
      + (select count(*) from pg_auth_members where member = current_user::regrole)::int as n`);
  expect(row!.n).toBe(0);
});

test('where the database’s functions look for tables does not depend on who calls them', async () => {
  const open = await testDb.db.execute(sql`
    select p.proname from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      and not exists (select from unnest(p.proconfig) s where s like 'search_path=pg_catalog,%pg_temp')`);
  expect([...open]).toEqual([]);
});
