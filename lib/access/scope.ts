import type { Job, LearningSystem, Person } from './actor';

/** Whose records an actor may use; part of the `where` clause of every query on them. */
export type Scope = { providerId: number } | 'every-provider';

/** Returns the records that a person, a job working for one, or a learning system may use. */
export function scopeOf(actor: Person | Job<Person> | LearningSystem): Scope {
  switch (actor.kind) {
    case 'provider':
    case 'learning_system':
      return { providerId: actor.providerId };
    case 'staff':
      return actor.onBehalfOf ? { providerId: actor.onBehalfOf.providerId } : 'every-provider';
    case 'job':
      return scopeOf(actor.for);
  }
}
