import type { ReactNode } from 'react';
import { Notice } from '@/components/notice';
import { TakesFocus } from '@/components/takes-focus';

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
  // Another sentence on the same page is another reason to take the focus.
  return sentence ? <News key={sentence}>{sentence}</News> : null;
}

/** Says what was done before a redirect, for pages that say more than one sentence. */
export function News({ children }: { children: ReactNode }) {
  return (
    <TakesFocus>
      <Notice kind="success" announce>
        {children}
      </Notice>
    </TakesFocus>
  );
}
