type SiteFooterProps = {
  supportAddress: string | null;
  /** What the agency calls providers. */
  providers?: 'providers' | 'hosts';
};

export function SiteFooter({ supportAddress, providers = 'providers' }: SiteFooterProps) {
  return (
    <footer className="site-footer">
      <div className="page-width">
        <nav aria-label="Help and information">
          <ul>
            <li>
              <a href="/help">Help</a>
            </li>
            <li>
              <a href="/faq">Frequently asked questions</a>
            </li>
            <li>
              <a href="/verify">Check a certificate</a>
            </li>
            <li>
              <a href="/providers">Approved {providers}</a>
            </li>
            <li>
              <a href="/rules">Rules for {providers}</a>
            </li>
            <li>
              <a href="/accessibility">Accessibility</a>
            </li>
          </ul>
        </nav>
        {supportAddress && (
          <p>
            Need help? Email <a href={`mailto:${supportAddress}`}>{supportAddress}</a>
          </p>
        )}
      </div>
    </footer>
  );
}
