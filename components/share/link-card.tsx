import type { ShareLink } from '@/lib/certificates/share-links/list-links';
import { formatMoment } from '@/lib/platform/days';
import { ButtonLink } from '../button-link';
import { CopyField } from '../copy-field';
import { LINK_STATES, termsOf } from './link-words';

type Props = { link: ShareLink; href: string; mayChange: boolean };

/** One link with its terms, what came of it, and its address as long as it is of use. */
export function LinkCard({ link, href, mayChange }: Props) {
  const { label, tag } = LINK_STATES[link.state];
  const lives = link.state === 'open' || link.state === 'early';
  return (
    <li className="panel share-link">
      <div className="share-link-head">
        <h2 dir="auto">{link.label}</h2>
        <span className={`tag tag-${tag}`}>{label}</span>
      </div>
      <p className="share-link-terms">{termsOf(link).join(' · ')}</p>
      <p>
        <strong>{link.issued.toLocaleString('en-US')}</strong> {link.issued === 1 ? 'certificate' : 'certificates'}{' '}
        claimed
        {link.waiting > 0 && (
          <>
            {' '}
            · <strong>{link.waiting.toLocaleString('en-US')}</strong> {link.waiting === 1 ? 'waits' : 'wait'} for you
          </>
        )}
      </p>
      {lives && mayChange && (
        <>
          {link.address ? (
            <CopyField id={`address-${link.id}`} label="Address" value={link.address} />
          ) : (
            <p className="hint">
              The address cannot be shown any more, because the server’s key was changed. Whoever has it can still use
              it; to hand it out anew, make another link.
            </p>
          )}
          <div className="button-row">
            {link.address && (
              <ButtonLink href={`${href}/${link.id}/poster`} variant="secondary">
                Poster (PDF)<span className="sr-only"> of {link.label}</span>
              </ButtonLink>
            )}
            <ButtonLink href={`${href}/${link.id}/revoke`} variant="quiet">
              Revoke<span className="sr-only"> {link.label}</span>
            </ButtonLink>
          </div>
        </>
      )}
      <p className="hint">
        Made by {link.createdByName} on {formatMoment(link.createdAt)}
      </p>
    </li>
  );
}
