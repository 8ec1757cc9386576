import { eq } from 'drizzle-orm';
import { memberships, providers, users } from '@/db/schema';
import { productDatabase } from './product-database';

/** Adds a person to `jdoe`'s provider who has a new username from the agency and no password yet. */
export async function givenNewPerson(): Promise<{ username: string; email: string; name: string }> {
  const db = await productDatabase();
  try {
    // No part of the name may look like a code.
    const username = `new${crypto.randomUUID().slice(0, 8)}`;
    const person = { username, email: `${username}@example.org`, name: 'Nora New' };
    const [provider] = await db.select().from(providers).where(eq(providers.name, 'Big Sky School District'));
    const [user] = await db.insert(users).values(person).returning({ id: users.id });
    await db.insert(memberships).values({ userId: user!.id, providerId: provider!.id, role: 'editor' });
    return person;
  } finally {
    await db.$client.end();
  }
}
