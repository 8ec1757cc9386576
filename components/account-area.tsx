export type Person = {
  name: string;
  providerName: string | null;
  kind: 'provider' | 'staff';
  /** Viewers only read and print, so they get no links to what they may not do. */
  viewer?: boolean;
  /** Where a person with several providers switches to another one. */
  switchHref?: string;
};

export type FormAction = string | ((form: FormData) => void | Promise<void>);

type AccountAreaProps = { person: Person; signOutAction?: FormAction; accountHref?: string };

export function AccountArea({ person, signOutAction, accountHref }: AccountAreaProps) {
  const belongsTo = person.providerName ?? (person.kind === 'staff' ? 'Staff' : null);
  return (
    <div className="site-account">
      <p className="site-person">
        {accountHref ? <a href={accountHref}>{person.name}</a> : <strong>{person.name}</strong>}
        {belongsTo && (
          <span className="site-belongs">
            <span title={belongsTo}>{belongsTo}</span>
            {person.switchHref && (
              <a href={person.switchHref}>
                Switch<span className="sr-only"> provider</span>
              </a>
            )}
          </span>
        )}
      </p>
      {signOutAction && (
        <form action={signOutAction} method={typeof signOutAction === 'string' ? 'post' : undefined}>
          <button type="submit" className="site-nav-link site-sign-out">
            Sign out
          </button>
        </form>
      )}
    </div>
  );
}
