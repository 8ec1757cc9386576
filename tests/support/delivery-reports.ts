type Report = {
  /** The Message-ID of the email that the report is about, with its angle brackets; null: the report leaves it out. */
  messageId: string | null;
  /** The address that the report is sent to. */
  to?: string;
  action?: string;
  status?: string;
  /** What a mail server that is no friend adds to the text for people. */
  text?: string;
};

/** Writes a delivery report as Postfix does (RFC 3464), with the headers of the returned email. */
export function deliveryReport({
  messageId,
  to = 'opi@example.org',
  action = 'failed',
  status = '5.1.1',
  text = '',
}: Report) {
  return Buffer.from(
    `Return-Path: <>
Date: Fri, 1 May 2026 12:00:00 -0600 (MDT)
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4B0E.1777/mx.example.net"
Message-Id: <20260501180000.4B0E@mx.example.net>

This is a MIME-encapsulated message.

--4B0E.1777/mx.example.net
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.
${text}

--4B0E.1777/mx.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4B0E
Arrival-Date: Fri, 1 May 2026 11:59:59 -0600 (MDT)

Final-Recipient: rfc822; jane@example.org
Original-Recipient: rfc822;jane@example.org
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 ${status} <jane@example.org>: Recipient address
    rejected: User unknown

--4B0E.1777/mx.example.net
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: PDUPS <opi@example.org>
To: jane@example.org
Subject: Your certificate
${messageId === null ? 'X-Nothing: 1' : `Message-ID: ${messageId}`}

--4B0E.1777/mx.example.net--
`.replaceAll('\n', '\r\n'),
  );
}
