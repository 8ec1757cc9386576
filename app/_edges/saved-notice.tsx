import { Notice } from '@/components/notice';

type Words = Record<string, string>;
type Said = string | string[] | undefined;

type Props = { words: Words; saved: Said };

/** The sentence for a word of the address. Anybody can write anything there, also the name of what every object has. */
export function sentenceOf(words: Words, said: Said): string | undefined {
  return typeof said === 'string' && Object.hasOwn(words, said) ? words[said] : undefined;
}

/** Good news after a redirect: the address says which, this page says it in words. */
export function SavedNotice({ words, saved }: Props) {
  const sentence = sentenceOf(words, saved);
  if (!sentence) return null;
  return (
    <Notice kind="success" announce>
      {sentence}
    </Notice>
  );
}
