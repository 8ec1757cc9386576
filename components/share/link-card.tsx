import { formatMoment } from '@/lib/platform/days';
import type { ShareLink } from '@/lib/share-links/list-links';
import { ButtonLink } from '../button-link';
import { CopyField } from '../copy-field';
import { LINK_STATES, termsOf } from './link-words';

/** A link of a canceled event works again when the event is restored. */
const EVENT_CANCELED = { label: 'Event canceled', tag: 'canceled' };

type Props = { link: ShareLink; href: string; mayChange: boolean; eventCanceled: boolean };

/** Shows one link with its terms, its results, and its URL for as long as it works. */
export function LinkCard({ link, href, mayChange, eventCanceled }: Props) {
  const lives = link.state === 'open' || link.state === 'early';
  const { label, tag } = lives && eventCanceled ? EVENT_CANCELED : LINK_STATES[link.state];
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
              We can’t show the address, because the server’s key was changed. The address still works. To share it
              again, create another link.
            </p>
          )}
          <div className="button-row">
            {link.address && !eventCanceled && (
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
        Created by {link.createdByName} on {formatMoment(link.createdAt)}
      </p>
    </li>
  );
}
