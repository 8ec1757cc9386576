import { Notice } from '@/components/notice';

type Props = { words: Record<string, string>; saved: string | string[] | undefined };

/** Good news after a redirect: the address says which, this page says it in words. */
export function SavedNotice({ words, saved }: Props) {
  const sentence = typeof saved === 'string' && Object.hasOwn(words, saved) ? words[saved] : null;
  if (!sentence) return null;
  return (
    <Notice kind="success" announce>
      {sentence}
    </Notice>
  );
}
