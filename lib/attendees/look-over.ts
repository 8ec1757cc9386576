import { unitsOf } from '@/lib/events/rules';
import { whySpellingLooksWrong } from './spelling';

/** The most people of an event who are looked over, and the most of them who are named. */
export const MAX_LOOKED_AT = 10_000;
export const MAX_NAMED = 100;

/** A name that may not be what a certificate should print, and why. */
export type NameToCheck = { id: number; name: string; about: string };

/** Returns the names that look misspelled. */
export function namesToCheck(people: readonly { id: number; name: string }[]): NameToCheck[] {
  return people.flatMap(({ id, name }) => {
    const about = whySpellingLooksWrong(name);
    return about ? [{ id, name, about }] : [];
  });
}

/** How many people get so many units. */
export type UnitsCounted = { units: string; people: number };

/** Returns how many people get how many units, the most people first. */
export function countedByUnits(people: readonly { units: string }[]): UnitsCounted[] {
  const counts = new Map<string, number>();
  for (const { units } of people) counts.set(unitsOf(units), (counts.get(unitsOf(units)) ?? 0) + 1);
  return [...counts].map(([units, count]) => ({ units, people: count })).sort((a, b) => b.people - a.people);
}

/** Says the same in words: "6.25 for 20 people, 3 for 1 person". */
export function unitsInWords(counted: readonly UnitsCounted[]): string {
  return counted
    .map(
      ({ units, people }) => `${units} for ${people === 1 ? '1 person' : `${people.toLocaleString('en-US')} people`}`,
    )
    .join(', ');
}
