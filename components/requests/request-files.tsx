import { formatMoment } from '@/lib/platform/days';
import type { RequestFile } from '@/lib/requests/request';

const TYPES: Record<RequestFile['type'], string> = { pdf: 'PDF', png: 'PNG picture', jpeg: 'JPEG picture' };

/** Lists the files of a request, each to be saved. */
export function RequestFiles({ requestId, files }: { requestId: number; files: RequestFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="history">
      {files.map(({ id, fileName, type, length, addedByName, addedAt }) => (
        <li key={id}>
          <a href={`/requests/${requestId}/files/${id}`} download className="wrap-anywhere">
            <bdi>{fileName}</bdi>
          </a>{' '}
          <span className="hint">
            {TYPES[type]}, {sizeOf(length)}. Added by {addedByName}, {formatMoment(addedAt)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function sizeOf(length: number): string {
  return length < 1_000_000 ? `${Math.ceil(length / 1_000)} KB` : `${(length / 1_000_000).toFixed(1)} MB`;
}
