import { KIND_WORDS } from '@/lib/requests/kind-words';
import { type Named, subjectOf } from '@/lib/requests/name-request';

/** Shows what a request asks for, such as "Correction of Teaching fractions". */
export function RequestTitle({ request }: { request: Named }) {
  return (
    <>
      {KIND_WORDS[request.kind].lead} <bdi>{subjectOf(request).name}</bdi>
    </>
  );
}
