import type { Dependents } from '@/lib/requests/find-dependents';
import { Inset } from './inset';

type Props = {
  dependents: Dependents;
  /** What becomes of certificates and of share links, as sentences. */
  certificates: string;
  links: string;
};

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;

/** Shows staff what was made from an event, before they decide about changing it. */
export function EventDependents({ dependents, certificates, links }: Props) {
  return (
    <Inset title="What depends on this event">
      <ul className="list-disc pl-6">
        <li>
          {dependents.certificates === 0
            ? 'No named certificates were issued.'
            : `${many(dependents.certificates, 'valid named certificate', 'valid named certificates')}. ${certificates}`}
        </li>
        <li>
          {dependents.count === null
            ? 'No certificate count is recorded.'
            : `A certificate count is recorded: ${dependents.count.toLocaleString('en-US')}.`}
        </li>
        <li>
          {dependents.links === 0
            ? 'No share links.'
            : `${many(dependents.links, 'share link', 'share links')}. ${links}`}
        </li>
      </ul>
    </Inset>
  );
}
