import dns, { type LookupAddress } from 'node:dns';
import { afterEach, expect, it, vi } from 'vitest';
import { lookupUpstream } from './lookup-upstream.ts';

afterEach(() => vi.restoreAllMocks());

/** What the name server of the outside world answers. */
function answers(...addresses: string[]): void {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const answer = (_host: string, _options: object, done: (error: null, found: LookupAddress[]) => void) =>
    done(null, found);
  vi.spyOn(dns, 'lookup').mockImplementation(answer as unknown as typeof dns.lookup);
}

const look = (host: string) =>
  new Promise((resolve, reject) => {
    lookupUpstream(host, { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });

it.each(['169.254.169.254', 'fe80::1', 'fe80::1%eth0', '::ffff:169.254.169.254', 'fd00:ec2::254', '0.0.0.0'])(
  'refuses a name that leads to %s, also beside a good address',
  async (address) => {
    answers('203.0.113.7', address);
    await expect(look('models.example')).rejects.toThrow(`models.example leads to ${address}`);
  },
);

it('leads everywhere else, and says why a name leads nowhere', async () => {
  answers('10.0.0.7', '::1', 'fd12::7');
  expect(await look('models.example')).toHaveLength(3);
  vi.restoreAllMocks();
  await expect(look('models.invalid')).rejects.toMatchObject({
    code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
  });
});
