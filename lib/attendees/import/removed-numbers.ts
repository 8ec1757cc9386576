import type { UploadAbout } from './sheets';

/** Says that Social Security numbers were removed from a list, and that its file was not kept; null when it had none. */
export function removedNumbers({ ssn }: UploadAbout): string | null {
  if (!ssn) return null;
  const removed = 'Social Security numbers were removed. They are never stored here.';
  return ssn === 'list'
    ? removed
    : `${removed} So the file itself was not kept. To read it in another way, such as another sheet, another encoding or the time that people attended, remove the numbers from it, then upload it again.`;
}
