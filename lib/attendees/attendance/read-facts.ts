import type { Fact } from './presence-of-facts';

type WrittenFact = Omit<Fact, 'startedAt' | 'endedAt'> & { startedAt: string | null; endedAt: string | null };

/** Reads the facts about an event's attendance, as the database writes them. */
export function factsIn(text: string): Fact[] {
  const facts: WrittenFact[] = JSON.parse(text);
  const moment = (at: string | null) => (at === null ? null : new Date(at));
  return facts.map((each) => ({ ...each, startedAt: moment(each.startedAt), endedAt: moment(each.endedAt) }));
}
