import { eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { users } from '../schema';

/** Returns what a person sees of their own row; never the password hash or the app's secret. */
export async function findProfile(db: Queryable, userId: number) {
  const [row] = await db
    .select({
      name: users.name,
      username: users.username,
      email: users.email,
      startPage: users.startPage,
      tourEndedAt: users.tourEndedAt,
      passwordChangedAt: users.passwordChangedAt,
      twoStepConfirmedAt: users.twoStepConfirmedAt,
    })
    .from(users)
    .where(eq(users.id, userId));
  return row ?? null;
}

type OwnChoices = Partial<Pick<typeof users.$inferInsert, 'name' | 'startPage' | 'tourEndedAt'>>;

export async function updateProfile(tx: Queryable, userId: number, changes: OwnChoices): Promise<void> {
  await tx.update(users).set(changes).where(eq(users.id, userId));
}
