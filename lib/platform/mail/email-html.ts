import type { Email, EmailGroup } from './email';
import { expirySentence, PRODUCT_LINE } from './email-text';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

// The colors of app/globals.css, light. Many mail programs ignore style sheets, so each element has its own style; the style
// sheet in the head is for the others, and follows the reader's dark mode.
const FONT = "font-family:'Public Sans',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const PARAGRAPH = 'margin:0 0 16px';
const DARK = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#0f1a16!important}
.sheet{background:#17251f!important;border-color:#31443b!important}
.ink{color:#eaf0ea!important}
.muted,.muted a{color:#a9b9b0!important;border-color:#31443b!important}
.code{background:#1d2d26!important;border-color:#b9924a!important;color:#ffffff!important}
.button{background:#86c5ee!important;color:#04202f!important}
.link{color:#86c5ee!important}
.rule{border-color:#31443b!important}
}`;

/** Formats the email as HTML: one column, no tables, no images, nothing to fetch. All text is escaped. */
export function emailHtml(email: Email, support: string): string {
  const { name, paragraphs, code, link, subject } = email;
  const line = (text: string) => `<p style="${PARAGRAPH}">${safe(text).replaceAll('\n', '<br>')}</p>`;
  const expiry = expirySentence(email);
  const body = [
    name && line(`Hello ${name},`),
    ...paragraphs.map(line),
    code && codeBlock(code),
    code && expiry && line(expiry),
    link && linkBlock(link),
    !code && expiry && line(expiry),
    ...(email.groups ?? []).map(groupBlock),
    ...(email.closing ?? []).map(line),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${safe(subject)}</title>
<style>${DARK}</style>
</head>
<body class="page" style="margin:0;padding:16px 8px;background:#faf7f0;${FONT}">
<main class="sheet ink" style="max-width:560px;margin:0 auto;padding:24px 20px;background:#ffffff;border:1px solid #ddd5c3;border-top:4px solid #17352c;border-radius:8px;color:#16281f;font-size:17px;line-height:1.5;${FONT};overflow-wrap:anywhere">
<h1 class="ink" style="margin:0 0 16px;font-size:21px;line-height:1.3;color:#16281f">${safe(subject)}</h1>
${body.filter(Boolean).join('\n')}
<p class="muted" style="margin:24px 0 0;padding-top:16px;border-top:1px solid #ddd5c3;font-size:14px;color:#4a5b53">${safe(PRODUCT_LINE)}<br>Questions? Email <a class="link" href="mailto:${safe(support)}" style="color:#0a5a8c">${safe(support)}</a>. We never ask for your password.</p>
${email.unsubscribe ? unsubscribeBlock(email.unsubscribe) : ''}</main>
</body>
</html>
`;
}

function codeBlock(code: string): string {
  return `<p class="code" style="margin:0 0 16px;padding:12px 8px;background:#f1ecdf;border:1px solid #a8823a;border-radius:6px;color:#16281f;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:30px;font-weight:700;letter-spacing:3px;text-align:center;-webkit-user-select:all;user-select:all">${safe(code)}</p>`;
}

/** Builds a heading with its lines, each with a button of its own: wide enough for a thumb. */
function groupBlock({ heading, lines, more = [] }: EmailGroup): string {
  const items = lines.map(
    ({ title, text, link }) =>
      `<div class="rule" style="margin:0 0 16px;padding:0 0 16px;border-bottom:1px solid #ddd5c3"><p style="margin:0 0 4px;font-weight:700">${safe(title)}</p>
<p style="margin:0 0 12px">${safe(text)}</p>
<p style="margin:0"><a class="button" href="${webAddress(link.href)}" style="display:inline-block;padding:10px 18px;background:#0a5a8c;border-radius:6px;color:#ffffff;font-weight:700;text-decoration:none">${safe(link.label)}</a></p></div>`,
  );
  const rest = more.map(
    ({ label, href }) =>
      `<p style="${PARAGRAPH}"><a class="link" href="${webAddress(href)}" style="color:#0a5a8c">${safe(label)}</a></p>`,
  );
  return `<h2 class="ink" style="margin:24px 0 12px;font-size:18px;line-height:1.3;color:#16281f">${safe(heading)}</h2>
${[...items, ...rest].join('\n')}`;
}

function unsubscribeBlock({ href, chooseHref }: NonNullable<Email['unsubscribe']>): string {
  return `<p class="muted" style="margin:12px 0 0;font-size:14px;color:#4a5b53"><a class="link" href="${webAddress(chooseHref)}" style="color:#0a5a8c">Choose which emails you get</a> · <a class="link" href="${webAddress(href)}" style="color:#0a5a8c">Unsubscribe</a></p>
`;
}

/** Escapes an address. Only web addresses, because an `href` of another kind could run code. */
function webAddress(href: string): string {
  if (!/^https?:\/\//.test(href)) throw new TypeError('The link of an email must be a web address.');
  return safe(href);
}

/** Builds a button, and the address as text for people who prefer to copy it, or whose mail program shows no buttons. */
function linkBlock({ label, href }: { label: string; href: string }): string {
  const address = webAddress(href);
  return `<p style="${PARAGRAPH}"><a class="button" href="${address}" style="display:inline-block;padding:12px 20px;background:#0a5a8c;border-radius:6px;color:#ffffff;font-weight:700;text-decoration:none">${safe(label)}</a></p>
<p class="muted" style="${PARAGRAPH};font-size:14px;color:#4a5b53">Or copy this address into your browser:<br><a class="link" href="${address}" style="color:#0a5a8c">${address}</a></p>`;
}
