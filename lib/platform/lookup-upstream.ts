import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isForbiddenHost } from '#lib/contracts/upstream-url.ts';

/**
 * Looks up a host that a person named. A name that leads to a machine's own data services is refused at every
 * connection: what was checked when it was entered may lead elsewhere since.
 */
export const lookupUpstream: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, options, (error, found, family) => {
    const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
    const forbidden = error ? undefined : addresses.find((address) => isForbiddenHost(asHost(address)));
    if (forbidden) callback(new Error(`${hostname} leads to ${forbidden}, the machine's own data`), '', 0);
    else callback(error, found, family);
  });
};

/** `::ffff:169.254.0.1` and `::ffff:a9fe:1` are the same address. */
const asHost = (address: string): string =>
  address.includes(':') ? new URL(`http://[${address.split('%')[0]}]`).hostname : address;
