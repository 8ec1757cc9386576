import type { ReactNode } from 'react';
import type { TodoList as Todo } from '@/lib/notices/list-todo';
import { ButtonForm, type StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';

/** For people who work for several providers: whose list this is, and whose else there are. */
type Providers = {
  name: string;
  others: readonly { providerId: number; providerName: string }[];
  /** Switches to another provider, and shows its list. */
  openAction: StateAction;
};

type Props = {
  todo: Todo;
  putOffAction: StateAction;
  /** Null for people who work for one provider, or for the agency. */
  providers?: Providers | null;
  /** The page to return to. */
  from: 'portal' | 'admin';
  /** Shown when nothing waits; by default, the list is then left out. */
  empty?: ReactNode;
};

/** Lists what waits for the person, longest waiting first, each with a button to where they do it. */
export function TodoList({ todo: { items, more }, putOffAction, providers = null, from, empty = null }: Props) {
  if (items.length === 0 && !providers) return empty;
  return (
    <section id="to-do" aria-labelledby="to-do-heading">
      <h2 id="to-do-heading">
        To do
        {providers && (
          <>
            {' '}
            for <bdi>{providers.name}</bdi>
          </>
        )}
      </h2>
      {items.length === 0 && <p>Nothing waits for you at this provider.</p>}
      {items.length > 0 && (
        <ol className="todo">
          {items.map(({ kind, subjectId, title, text, label, path, canWait }) => (
            <li key={`${kind} ${subjectId}`}>
              <div>
                <p className="todo-title" dir="auto">
                  {title}
                </p>
                <p className="hint">{text}</p>
              </div>
              <div className="todo-actions">
                <ButtonLink href={path} variant="secondary">
                  {label}
                  <span className="sr-only"> {title}</span>
                </ButtonLink>
                {canWait && (
                  <details>
                    <summary className="chevron">
                      Later<span className="sr-only"> {title}</span>
                    </summary>
                    <div className="quiet-actions">
                      {(['day', 'week'] as const).map((length) => (
                        <ButtonForm
                          key={length}
                          action={putOffAction}
                          fields={{ kind, subjectId, for: length, from }}
                          label={length === 'day' ? 'Tomorrow' : 'In a week'}
                          about={title}
                          pendingLabel="Saving…"
                          variant="quiet"
                        />
                      ))}
                    </div>
                  </details>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      {more.map(({ label, path }) => (
        <p key={path + label}>
          <a href={path}>{label}</a>
        </p>
      ))}
      {providers && <OtherLists providers={providers} />}
    </section>
  );
}

function OtherLists({ providers: { others, openAction } }: { providers: Providers }) {
  return (
    <>
      <p className="hint">Each of your providers has a list of its own. Switch to another one:</p>
      <div className="quiet-actions">
        {others.map(({ providerId, providerName }) => (
          <ButtonForm
            key={providerId}
            action={openAction}
            fields={{ providerId, page: '/portal' }}
            label={providerName}
            about="to-do list"
            pendingLabel="Opening…"
            variant="quiet"
          />
        ))}
      </div>
    </>
  );
}
