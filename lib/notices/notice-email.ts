import { env } from '@/lib/platform/env';
import type { Email } from '@/lib/platform/mail/email';
import { linkAt } from '@/lib/platform/open-at';
import type { Group, Whose } from './current-lines';
import { unsubscribeHref } from './unsubscribe-token';
import { counted } from './words';

/** More lines of one kind are no help in an email; the page has all of them. */
const MAX_LINES = 10;

type Reader = {
  userId: number;
  /** Whether they work for several providers: a line then names its provider, and leads to its page by way of it. */
  several: boolean;
};

/** Returns the email that lists what waits for a person. */
export function noticeEmail(
  groups: readonly Group[],
  { userId, several }: Reader,
): Pick<Email, 'kind' | 'subject' | 'paragraphs' | 'groups' | 'closing' | 'unsubscribe'> {
  const base = env().APP_URL;
  const hrefAt = (provider: Whose, path: string) =>
    several && provider ? linkAt(provider.id, path) : `${base}${path}`;
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
      lines: ofKind.slice(0, MAX_LINES).map(({ title, text, label, path, provider }) => ({
        title,
        text: several && provider ? `For ${provider.name}. ${text}` : text,
        link: { label, href: hrefAt(provider, path) },
      })),
      more: [...Map.groupBy(ofKind.slice(MAX_LINES), ({ provider }) => (several && provider?.id) || null).values()].map(
        (rest) => {
          const { provider } = rest[0]!;
          const where = several && provider ? ` for ${provider.name}` : '';
          return {
            label: `And ${counted(rest.length, 'other')}${where}: ${kind.list.label}`,
            href: hrefAt(provider, kind.list.path),
          };
        },
      ),
    })),
    closing: groups.flatMap(({ kind }) => kind.because ?? []),
    unsubscribe: { href: unsubscribeHref(userId), chooseHref: `${base}/account/notices` },
  };
}
