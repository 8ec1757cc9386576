import type { Provider } from '@/lib/providers/find-own-provider';
import { typeInWords } from '@/lib/providers/words';
import { FilterBar } from '../filter-bar';
import { TextField } from '../text-field';

type Props = {
  address: string;
  typed: string;
  /** Null before anything was searched for. */
  found: Provider[] | null;
};

/** Finds the provider that another one is merged into. */
export function MergeTargets({ address, typed, found }: Props) {
  return (
    <>
      <FilterBar
        action={address}
        label="Find the provider that stays"
        clearHref={typed ? address : null}
        search={
          <TextField
            name="q"
            type="search"
            label="The provider that stays"
            hint="Part of a name, or a name that people use"
            defaultValue={typed}
            maxLength={100}
          />
        }
      />
      {found?.length === 0 && <p>No other provider was found. Try fewer words, or part of a name.</p>}
      {found && found.length > 0 && (
        <ul className="history">
          {found.map(({ id, name, type, phone }) => (
            <li key={id}>
              <a href={`${address}?into=${id}`} dir="auto">
                {name}
              </a>
              <span className="hint">
                Provider {id}, {typeInWords(type).toLowerCase()}, {phone}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
