import type { KnownPerson } from '@/lib/requests/kind';
import { Inset } from '../inset';

/** Shows staff who already has a sign-in with the email address that access is asked for. */
export function KnownPeople({ people }: { people: KnownPerson[] }) {
  if (people.length === 0) {
    return (
      <Inset title="A new sign-in">
        <p>No one has a sign-in with this email address. Approving creates one, without a password.</p>
      </Inset>
    );
  }
  return (
    <Inset title="This email address already has a sign-in">
      <ul className="list-disc pl-6">
        {people.map((person) => (
          <li key={person.username}>
            <bdi>{person.name}</bdi> ({person.username}){worksFor(person)}
            {person.disabled && '. The sign-in is disabled; enable it first'}
          </li>
        ))}
      </ul>
      <p>Each person has one sign-in. Approving gives them this role as well; their name stays as it is.</p>
    </Inset>
  );
}

function worksFor({ staff, providers }: KnownPerson): string {
  if (staff) return ', agency staff, who can’t work for a provider';
  return providers.length === 0 ? ', without a provider' : `, ${providers.join('; ')}`;
}
