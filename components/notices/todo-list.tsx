import type { ReactNode } from 'react';
import type { TodoList as Todo } from '@/lib/notices/list-todo';
import { ButtonForm, type StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';

type Props = {
  todo: Todo;
  putOffAction: StateAction;
  /** The page to return to. */
  from: 'portal' | 'admin';
  /** Shown when nothing waits; by default, the list is then left out. */
  empty?: ReactNode;
};

/** Lists what waits for the person, longest waiting first, each with a button to where they do it. */
export function TodoList({ todo: { items, more }, putOffAction, from, empty = null }: Props) {
  if (items.length === 0) return empty;
  return (
    <section id="to-do" aria-labelledby="to-do-heading">
      <h2 id="to-do-heading">To do</h2>
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
      {more.map(({ label, path }) => (
        <p key={path + label}>
          <a href={path}>{label}</a>
        </p>
      ))}
    </section>
  );
}
