import { describe, expect, it } from 'vitest';
import { clientIp } from './client-ip.ts';
import { signInPath, wayBack } from './way-back.ts';

describe('the way back after signing in', () => {
  it.each([
    ['/models?tab=lineage&x=%2F', '/models?tab=lineage&x=%2F'],
    ['/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?next=/x', '/'],
    ['/api/v1/users', '/'],
    ['', '/'],
    [undefined, '/'],
    [['/a', '/b'], '/a'],
  ])('%j leads to %s', (next, path) => {
    expect(wayBack(next)).toBe(path);
  });

  it('is carried by the sign-in page, encoded', () => {
    expect(signInPath('/models?a=1&b=2')).toBe('/sign-in?next=%2Fmodels%3Fa%3D1%26b%3D2');
    expect(signInPath('/')).toBe('/sign-in');
  });
});

it('takes the address that the nearest proxy saw, not the one the caller wrote', () => {
  const ip = (value: string) => clientIp(new Headers({ 'x-forwarded-for': value }));
  expect(ip('1.1.1.1, 203.0.113.7')).toBe('203.0.113.7');
  expect(ip('::ffff:127.0.0.1')).toBe('127.0.0.1');
  expect(ip('2001:db8::1')).toBe('2001:db8::1');
  expect(ip('not an address')).toBeNull();
  expect(clientIp(new Headers())).toBeNull();
});
