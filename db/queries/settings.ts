import { and, asc, desc, eq, gt, lte, type Placeholder, sql } from 'drizzle-orm';
import { preparedOnce, type Queryable } from '../client';
import { settings, users } from '../schema';

/** Returns the value of a setting on a day; null: it was not changed until then. */
export async function findSettingOn(db: Queryable, name: string, day: string): Promise<unknown> {
  const [row] = await preparedOnce(db, 'findSettingOn', () => prepareSettingOn(db)).execute({ name, day });
  return row?.value ?? null;
}

function prepareSettingOn(db: Queryable) {
  return settingOn(db, sql.placeholder('name'), sql.placeholder('day')).prepare('setting_on');
}

/** Selects the value of a setting on a day: no row when it was not changed until then. */
export function settingOn(db: Queryable, name: string | Placeholder, day: string | Placeholder) {
  return db
    .select({ value: settings.value })
    .from(settings)
    .where(and(eq(settings.name, name), lte(settings.effectiveOn, day)))
    .orderBy(desc(settings.effectiveOn), desc(settings.id))
    .limit(1);
}

/** Returns the value of a setting at a moment of this day: what was set later that day did not apply yet. */
export async function findSettingAt(db: Queryable, name: string, day: string, moment: Date): Promise<unknown> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(and(eq(settings.name, name), lte(settings.effectiveOn, day), lte(settings.setAt, moment)))
    .orderBy(desc(settings.effectiveOn), desc(settings.id))
    .limit(1);
  return row?.value ?? null;
}

/** Lists the changes of a setting, the last to take effect first. */
export async function listSettingVersions(db: Queryable, name: string, limit: number) {
  return db
    .select({
      id: settings.id,
      value: settings.value,
      effectiveOn: settings.effectiveOn,
      reason: settings.reason,
      setAt: settings.setAt,
      by: users.name,
    })
    .from(settings)
    .innerJoin(users, eq(users.id, settings.setBy))
    .where(eq(settings.name, name))
    .orderBy(desc(settings.effectiveOn), desc(settings.id))
    .limit(limit);
}

/** Lists what a setting is on each later day on which it is planned to change, the next one first. */
export async function listPlanned(db: Queryable, name: string, after: string) {
  return db
    .selectDistinctOn([settings.effectiveOn], {
      value: settings.value,
      effectiveOn: settings.effectiveOn,
      reason: settings.reason,
    })
    .from(settings)
    .where(and(eq(settings.name, name), gt(settings.effectiveOn, after)))
    .orderBy(asc(settings.effectiveOn), desc(settings.id));
}

/** Returns the number of the newest change of a setting, which identifies what a form showed; 0: there is none. */
export async function findNewestVersion(db: Queryable, name: string): Promise<number> {
  const [row] = await db
    .select({ id: settings.id })
    .from(settings)
    .where(eq(settings.name, name))
    .orderBy(desc(settings.id))
    .limit(1);
  return row?.id ?? 0;
}

/** Locks a setting until the transaction ends, so that two changes of it come one after the other. */
export async function lockSetting(tx: Queryable, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('setting'), hashtext(${name}))`);
}

export async function insertSetting(
  tx: Queryable,
  row: { name: string; value: unknown; effectiveOn: string; reason: string; setBy: number; setAt: Date },
): Promise<number> {
  const [inserted] = await tx.insert(settings).values(row).returning({ id: settings.id });
  return inserted!.id;
}
