/** What an email says; lib/platform/mail decides how it looks, as plain text and as HTML. */
export type Email = {
  /** Identifies the kind for the log and for tests, such as `password_reset.code`. */
  kind: string;
  /**
   * Null: nobody should get it. It is written, queued and processed like any other, so that a page's response time does not
   * reveal whether there was a recipient; then it is discarded.
   */
  to: string | null;
  subject: string;
  /** The person's name, for the greeting. */
  name?: string;
  paragraphs: string[];
  /** A code to type or paste, in large type. */
  code?: string;
  link?: { label: string; href: string };
  /** A list under headings, each line with its own link. */
  groups?: readonly EmailGroup[];
  /** What the email says below the list. */
  closing?: string[];
  /** The named certificate whose PDF is attached. */
  certificateId?: number;
  /** One of many similar emails, which never delay other emails. */
  bulk?: boolean;
  /** How long it first stays in the queue, so that processing it does not coincide with the visit that caused it. */
  delaySeconds?: number;
  /** After this moment, the email is useless and is no longer sent. */
  expiresAt?: Date;
  /** What the Message-ID is made from. Another email with the same key cannot be written. */
  messageKey?: string;
  /** For an email that people can do without: how to end emails of its kind. */
  unsubscribe?: {
    /** Accepts one click from a mail program (RFC 8058), and leads people to a page that asks. */
    href: string;
    /** The page where they choose which of them they get. */
    chooseHref: string;
  };
};

export type EmailGroup = {
  heading: string;
  lines: readonly { title: string; text: string; link: { label: string; href: string } }[];
  /** Where the rest is, when the list is longer. */
  more?: readonly { label: string; href: string }[];
};
