import { addressKey, detailsKey, identityOf, nameKey } from '../identity';
import { mayBeSamePerson } from './names';
import type { Rostered } from './planned';
import type { LineContent } from './read-line';

/** The roster's person that a line is about, and what people should know about the match. */
export type Match = {
  saved: Rostered | null;
  note: string | null;
  unsure: string | null;
  /**
   * Whether it is a proposal: only the name matches, because one of the two sides has no address, or only the address, with a
   * name that may be the same person's.
   */
  isProposed: boolean;
};

const match = (
  saved: Rostered | null,
  note: string | null = null,
  unsure: string | null = null,
  hasAddress = false,
): Match => ({
  saved,
  note,
  unsure,
  isProposed: saved !== null && (saved.email === null || !hasAddress),
});

const whole = ({ name, email, school, educatorNumber }: LineContent) => ({
  name,
  email,
  school: school ?? '',
  educatorNumber: educatorNumber ?? '',
});

function grouped(people: readonly Rostered[], keyOf: (person: Rostered) => string | null): Map<string, Rostered[]> {
  const groups = new Map<string, Rostered[]>();
  for (const person of people) {
    const key = keyOf(person);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(person);
    else groups.set(key, [person]);
  }
  return groups;
}

/**
 * Finds the person on a roster that a line is about: the one with its address and name, or otherwise with its name, educator
 * number and school. If only one of the two sides has the address, a name that occurs once is enough. People share
 * addresses, so the same address with a name that may be the same person's, such as one with an initial, is only proposed.
 */
export class RosterMatch {
  private readonly byIdentity: Map<string, Rostered>;
  private readonly byAddress: Map<string, Rostered[]>;
  private readonly byDetails: Map<string, Rostered[]>;
  private readonly byName: Map<string, Rostered[]>;
  private readonly expected = new Set<number>();

  constructor(roster: readonly Rostered[]) {
    this.byIdentity = new Map(roster.map((person) => [person.identity, person]));
    this.byAddress = grouped(roster, ({ email }) => (email === null ? null : addressKey(email)));
    this.byDetails = grouped(roster, (person) => detailsKey(person));
    this.byName = grouped(roster, ({ name }) => nameKey(name));
  }

  /**
   * Registers a line before any is matched, so that a person whom one line names exactly is not matched by name to
   * another line.
   */
  expect(content: LineContent, written: string): void {
    const exact = this.exact({ ...content, name: written }) ?? this.exact(content);
    if (exact) this.expected.add(exact.id);
  }

  /**
   * Finds the person for a line.
   * @param written the name before it was cleaned, which an exported roster has
   */
  find(content: LineContent, written: string): Match {
    const exact = this.exact({ ...content, name: written }) ?? this.exact(content);
    if (exact) return match(exact, null, null, content.email !== null);
    const addressed = content.email ? (this.byAddress.get(addressKey(content.email)) ?? []) : [];
    const likely = this.likely(content);
    const fitting = addressed.filter(({ id, name }) => !this.expected.has(id) && mayBeSamePerson(name, content.name));
    if (fitting.length === 1 && likely.length === 0) {
      const [saved] = fitting;
      const unsure = `${perhapsAs(saved!)} Check the row if it is, or else “Another person”.`;
      return { ...match(saved!, null, unsure), isProposed: true };
    }
    if (fitting.length > 0) {
      const names = [...fitting, ...likely].map(({ name }) => name).join(', ');
      return match(
        null,
        null,
        `This may be one of several people on the roster: ${names}. Change the right one on the roster, or check this row to add another person.`,
      );
    }
    if (likely.length === 1) {
      const [saved] = likely;
      return match(saved!, `On the roster as ${nameAndAddress(saved!)}, found by the name.`);
    }
    if (addressed.length > 0) {
      return match(
        null,
        `Someone else on the roster has this email address: ${addressed[0]!.name}. The name differs, so this is another person.`,
      );
    }
    const named = (this.byName.get(nameKey(content.name)) ?? []).filter(({ id }) => !this.expected.has(id));
    if (likely.length > 1) {
      return match(
        null,
        null,
        `The roster has ${likely.length} people with this name. Mark the right one on the roster, or check this row to add another person.`,
      );
    }
    return match(
      null,
      named.length > 0
        ? `The roster has someone with this name: ${nameAndAddress(named[0]!)}. Make sure that this is another person.`
        : null,
    );
  }

  private exact(content: LineContent): Rostered | null {
    if (!content.email) return this.byIdentity.get(identityOf(whole(content))) ?? null;
    const addressed = this.byAddress.get(addressKey(content.email)) ?? [];
    return addressed.find(({ name }) => nameKey(name) === nameKey(content.name)) ?? null;
  }

  /** Finds people with the same name where only one side has an address, and nothing else differs. */
  private likely(content: LineContent): Rostered[] {
    const differs = (a: string, b: string | null) => a !== '' && b !== null && nameKey(a) !== nameKey(b);
    const open = ({ id, email }: Rostered) => !this.expected.has(id) && (email === null || content.email === null);
    const byDetails = (this.byDetails.get(detailsKey(whole(content))) ?? []).filter(open);
    if (byDetails.length > 0 && (content.school || content.educatorNumber))
      return byDetails.filter(({ email }) => (email === null) !== (content.email === null));
    return (this.byName.get(nameKey(content.name)) ?? []).filter(
      (person) =>
        open(person) &&
        !differs(person.school, content.school) &&
        !differs(person.educatorNumber, content.educatorNumber),
    );
  }
}

/** Says that a person on the roster may be the one in a row with their address. */
export const perhapsAs = ({ name }: Rostered) =>
  `The roster has ${name} with this email address, perhaps the same person under another name.`;

const nameAndAddress = ({ name, email }: Rostered) => (email ? `${name} (${email})` : name);
