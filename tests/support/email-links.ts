/** Returns whether an email leads to a page, directly or through the address that opens it at the page's provider. */
export const leadsTo = ({ text }: { text: string }, page: string): boolean =>
  [page, encodeURIComponent(page)].some((address) => text.includes(`${address}\n`));
