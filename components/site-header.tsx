import { AccountArea, type FormAction, type Person } from './account-area';
import { Emblem } from './emblem';
import { EventListMenu } from './event-list-menu';

export type { FormAction, Person } from './account-area';

type NavLink = { href: string; label: string };

export type SiteHeaderProps = {
  /** null: nobody is signed in. Omitted: the page cannot know (not found, error), so it claims neither. */
  person?: Person | null;
  /** null where settings cannot be read (an error boundary in the browser). */
  supportAddress: string | null;
  signOutAction?: FormAction;
  /** What is waiting for this person, as a link: "3 counts due". */
  waiting?: NavLink | null;
  /** Further pages of this kind of person, after the Event List menu. */
  links?: NavLink[];
  homeHref?: string;
  accountHref?: string;
};

export function SiteHeader({
  person,
  supportAddress,
  signOutAction,
  waiting,
  links = [],
  homeHref = '/',
  accountHref,
}: SiteHeaderProps) {
  const isProvider = person?.kind === 'provider';
  const hasNav = isProvider || links.length > 0 || Boolean(waiting);
  return (
    <header>
      <div className="site-banner">
        <div className="page-width">
          <p>Professional development for Montana educators</p>
          {supportAddress && (
            <p>
              Questions? <a href={`mailto:${supportAddress}`}>{supportAddress}</a>
            </p>
          )}
        </div>
      </div>
      <div className={person?.kind === 'staff' ? 'site-header site-header-full' : 'site-header'}>
        <div className="page-width">
          <a href={homeHref} className="site-brand">
            <Emblem />
            <span>
              <span className="site-brand-name">PDUPS</span>
              <span className="site-brand-long">Professional Development Unit Provider System</span>
            </span>
          </a>
          {(hasNav || person !== undefined) && (
            <>
              <details className="site-menu">
                <summary className="site-menu-button chevron">Menu</summary>
              </details>
              <div className="site-nav">
                {hasNav && (
                  <nav aria-label="Main" className="site-nav-list">
                    {isProvider && <EventListMenu mayAdd={!person.viewer} />}
                    {links.map(({ href, label }) => (
                      <a key={href} href={href} className="site-nav-link">
                        {label}
                      </a>
                    ))}
                    {waiting && (
                      <a href={waiting.href} className="site-nav-link site-waiting">
                        {waiting.label}
                      </a>
                    )}
                  </nav>
                )}
                {person && <AccountArea person={person} signOutAction={signOutAction} accountHref={accountHref} />}
                {person === null && (
                  <nav aria-label="Account" className="site-nav-list">
                    <a href="/help" className="site-nav-link">
                      Help
                    </a>
                    <a href="/sign-in" className="site-nav-link">
                      Sign in
                    </a>
                  </nav>
                )}
              </div>
            </>
          )}
        </div>
      </div>
    </header>
  );
}
