import type { MergePreview } from '@/lib/providers/staff/merging/merge-providers';
import { UNDO_DAYS } from '@/lib/providers/staff/merging/rules';
import { Inset } from '../inset';
import { HoldingsList } from './holdings-list';

/** Shows what a merge moves, what stays as it is, and that it can be undone. */
export function MergePreviewView({ preview: { source, target, holdings, sharedUsers } }: { preview: MergePreview }) {
  return (
    <>
      <p className="mt-4">
        <a href={`/admin/providers/${source.id}`} dir="auto">
          {source.name}
        </a>{' '}
        (provider {source.id}) is merged into{' '}
        <a href={`/admin/providers/${target.id}`} dir="auto">
          {target.name}
        </a>{' '}
        (provider {target.id}), which stays.
      </p>
      <section>
        <h2>What moves</h2>
        <HoldingsList holdings={holdings} />
        {sharedUsers > 0 && (
          <p>
            {sharedUsers === 1 ? '1 person works' : `${sharedUsers} people work`} for both already and will have the
            role that they have at <bdi>{target.name}</bdi>.
          </p>
        )}
      </section>
      <Inset title="What happens when a second person confirms it">
        <ul className="list-disc pl-6">
          <li>
            Events move with their rosters, share links, certificates and files. Certificates keep what was printed on
            them.
          </li>
          <li>
            Users, keys and webhooks work for <bdi>{target.name}</bdi>. Links and keys that were given out continue to
            work.
          </li>
          <li>
            <bdi>{source.name}</bdi> is closed. Its page in the public directory leads to the other one.
          </li>
          <li>
            It can be undone for {UNDO_DAYS} days: exactly what moved goes back, and what was made since stays where it
            is.
          </li>
        </ul>
      </Inset>
    </>
  );
}
