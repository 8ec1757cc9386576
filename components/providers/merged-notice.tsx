import { formatMoment } from '@/lib/platform/days';
import type { findMerge } from '@/lib/providers/staff/merging/merge-providers';
import { Notice } from '../notice';

type Found = NonNullable<Awaited<ReturnType<typeof findMerge>>>;

/** Says that a provider was merged into another one, and until when that can be undone. */
export function MergedNotice({ found: { merge, targetName, mergedByName, undoUntil, whyNotUndo } }: { found: Found }) {
  return (
    <Notice
      title={
        <>
          Merged into{' '}
          <a href={`/admin/providers/${merge.targetId}`} dir="auto">
            {targetName}
          </a>
        </>
      }
    >
      <p>
        {mergedByName}, {formatMoment(merge.mergedAt)}.{' '}
        {whyNotUndo ?? (
          <>
            <a href={`/admin/providers/${merge.sourceId}/merge/undo`}>Undo the merge</a>, until{' '}
            {formatMoment(undoUntil)}.
          </>
        )}
      </p>
    </Notice>
  );
}
