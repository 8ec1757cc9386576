import { BASE, eventually } from './browser';

/** Returns the text of the newest email to an address, as the mailbox of a machine without a mail server shows it. */
export async function latestEmailTo(address: string): Promise<string> {
  let email = '';
  await eventually(async () => {
    const list = await (await fetch(`${BASE}/mailbox`)).text();
    const entries = list.match(/<main[\s\S]*<\/main>/)![0];
    const row = entries.split(/<(?:tr|li)\b/).find((part) => part.includes(address));
    const path = row && /href="(\/mailbox\/[^"]+|\/mailbox\?[^"]+)"/.exec(row)?.[1];
    if (!path) return false;
    const page = await (await fetch(BASE + path.replaceAll('&amp;', '&'))).text();
    email = page.match(/<main[\s\S]*<\/main>/)![0].replaceAll(/<[^>]+>/g, ' ');
    return true;
  }, `a letter to ${address} arrives`);
  return email;
}
