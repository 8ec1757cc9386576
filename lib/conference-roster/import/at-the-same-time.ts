import type { Rostered } from '@/lib/attendees/import/planned';
import { isAtTheSameTime, type Slot } from '@/lib/events/slots';

/** A person whom a list marks as completed at a session. */
export type Completed = { sessionId: number; name: string; identity: string };

/** A person who would have completed two sessions that take place at the same time. */
export type AtTheSameTime = { name: string; sessionIds: [number, number] };

type Given = {
  completed: readonly Completed[];
  sessions: readonly (Slot & { id: number })[];
  records: Readonly<Record<string, { roster: string }>>;
};

/** Finds the people whom a list marks at a session while they completed another one, by the list or by a roster. */
export function whoIsAtTheSameTime({ completed, sessions, records }: Given): AtTheSameTime[] {
  const marked = Map.groupBy(completed, ({ identity }) => identity);
  const before = new Map<string, Set<number>>();
  for (const { id } of sessions) {
    for (const { identity, completed: isCompleted } of JSON.parse(records[id]!.roster) as Rostered[]) {
      if (isCompleted && marked.has(identity)) before.set(identity, (before.get(identity) ?? new Set()).add(id));
    }
  }
  return [...marked].flatMap(([identity, own]) => {
    const ids = new Set([...own.map(({ sessionId }) => sessionId), ...(before.get(identity) ?? [])]);
    const at = sessions.filter(({ id }) => ids.has(id));
    const isNew = (id: number) => own.some(({ sessionId }) => sessionId === id);
    return at.flatMap((one, index) =>
      at
        .slice(index + 1)
        .filter((other) => isAtTheSameTime(one, other) && (isNew(one.id) || isNew(other.id)))
        .map((other): AtTheSameTime => ({ name: own[0]!.name, sessionIds: [one.id, other.id] })),
    );
  });
}
