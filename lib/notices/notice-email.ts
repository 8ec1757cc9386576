import { env } from '@/lib/platform/env';
import type { Email } from '@/lib/platform/mail/email';
import { openAt } from '@/lib/users/open-at-provider';
import type { Group } from './current-lines';
import { unsubscribeHref } from './unsubscribe-token';
import { counted } from './words';

/** More lines of one kind are no help in an email; the page has all of them. */
const MAX_LINES = 10;

type Reader = {
  userId: number;
  /** Whether they work for several providers: a line then leads to its page by way of its provider. */
  several: boolean;
};

/** Returns the email that lists what waits for a person. */
export function noticeEmail(
  groups: readonly Group[],
  { userId, several }: Reader,
): Pick<Email, 'kind' | 'subject' | 'paragraphs' | 'groups' | 'closing' | 'unsubscribe'> {
  const base = env().APP_URL;
  const lines = groups.flatMap((group) => group.lines);
  const [only] = lines;
  return {
    kind: 'notices',
    subject:
      lines.length === 1 ? `${groups[0]!.kind.heading(1)}: ${only!.title}` : `${lines.length} things wait for you`,
    paragraphs: [
      lines.length === 1
        ? 'This waits for you in PDUPS. If you have done it in the meantime, you need not do anything.'
        : 'These things wait for you in PDUPS. If you have done some of them in the meantime, you need not do anything about them.',
    ],
    groups: groups.map(({ kind, lines: ofKind }) => ({
      heading: kind.heading(ofKind.length),
      lines: ofKind.slice(0, MAX_LINES).map(({ title, text, label, path, providerId }) => ({
        title,
        text,
        link: { label, href: `${base}${several && providerId !== null ? openAt(providerId, path) : path}` },
      })),
      more:
        ofKind.length > MAX_LINES
          ? {
              label: `And ${counted(ofKind.length - MAX_LINES, 'other')}: ${kind.list.label}`,
              href: `${base}${kind.list.path}`,
            }
          : undefined,
    })),
    closing: groups.flatMap(({ kind }) => kind.because ?? []),
    unsubscribe: { href: unsubscribeHref(userId), chooseHref: `${base}/account/notices` },
  };
}
