import { BlockList, isIP } from 'node:net';
import { StartError } from './start-errors';

/** Determines the address that a request came from; a proxy's claim counts only when the proxy is configured as trusted. */
export type AddressReader = {
  isTrusted(peer: string): boolean;
  clientAddress(peer: string, forwardedFor: string | undefined): string;
};

/** Returns a reader. `trusted` lists addresses and CIDR ranges, such as 10.0.0.0/8 (the variable TRUST_PROXY). */
export function addressReader(trusted: string[]): AddressReader {
  const list = new BlockList();
  for (const entry of trusted) addEntry(list, entry);
  const isTrusted = (address: string) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
  return {
    isTrusted: (peer) => isTrusted(plain(peer)),
    clientAddress(peer, forwardedFor) {
      let address = plain(peer);
      // From the right: a hop counts only if a trusted one reported it, because the client can write the left end.
      for (const hop of (forwardedFor ?? '').split(',').reverse()) {
        const candidate = plain(hop.trim());
        if (!isTrusted(address) || isIP(candidate) === 0) break;
        address = candidate;
      }
      return address;
    },
  };
}

/** IPv4 addresses arrive as ::ffff:192.0.2.1 on a socket that serves both families. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

function addEntry(list: BlockList, entry: string): void {
  const [address = '', length] = entry.split('/');
  const family = isIP(address);
  const longest = family === 6 ? 128 : 32;
  const prefix = length === undefined ? longest : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  if (family === 0 || prefix < 0 || prefix > longest) {
    throw new StartError(
      `TRUST_PROXY holds "${entry}", which is no address. Write addresses or ranges with commas between, such as 10.0.0.5, 192.168.0.0/16.`,
    );
  }
  list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
}
