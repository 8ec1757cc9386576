import { sharedInProcess } from './shared';

/** What the agency calls an approved provider on public pages; both words mean the same. */
export type ProviderWord = 'provider' | 'host';

const chosen = sharedInProcess('provider word', () => ({ word: 'provider' as ProviderWord }));

/** Sets the word that administrators chose. */
export function setProviderWord(word: ProviderWord): void {
  chosen.word = word;
}

/** Returns the word for one provider and for several. */
export function providerWords(): { one: ProviderWord; many: `${ProviderWord}s` } {
  return { one: chosen.word, many: `${chosen.word}s` };
}
