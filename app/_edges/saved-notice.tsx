import { Notice } from '@/components/notice';

type Words = Record<string, string>;
type Said = string | string[] | undefined;

type Props = { words: Words; saved: Said };

/**
 * Returns the sentence for a word in the URL. Anybody can write anything there, even the name of a property that every
 * object has.
 */
export function sentenceOf(words: Words, said: Said): string | undefined {
  return typeof said === 'string' && Object.hasOwn(words, said) ? words[said] : undefined;
}

/** Shows a success message after a redirect: the URL says which one, this page has the words. */
export function SavedNotice({ words, saved }: Props) {
  const sentence = sentenceOf(words, saved);
  if (!sentence) return null;
  return (
    <Notice kind="success" announce>
      {sentence}
    </Notice>
  );
}
