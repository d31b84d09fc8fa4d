import dns from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address";

/** Not worth another try: an address that nothing of ours connects to. */
export class AddressRefused extends Error {}

/** The host of an address as it is compared: in lower case, an IPv6 address without brackets. */
export const hostOf = (url: URL): string => url.hostname.toLowerCase().replace(/^\[|\]$/g, "");

/**
 * The system's resolver, which refuses a name as soon as one of its addresses is not public. Handed to whatever opens
 * the connection, so that it goes to the address that was looked at.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error) callback(error, []);
    else if (!first || addresses.some(({ address }) => !isPublicAddress(address)))
      callback(new AddressRefused(`${hostname} is no public address`), []);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

/** A literal address is connected to without asking the resolver. @throws AddressRefused where it is not public. */
export function requirePublicHost(host: string): void {
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new AddressRefused(`${host} is no public address`);
}
