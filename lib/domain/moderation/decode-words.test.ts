import { expect, it } from 'vitest';
import { decodeWords } from './decode-words.ts';

it('reads UTF-8, UTF-16 with its mark and GB18030, and refuses what is no text', () => {
  expect(decodeWords(Buffer.from('炸弹\n'))).toBe('炸弹\n');
  expect(decodeWords(Buffer.from('\ufeff炸弹', 'utf16le'))).toBe('炸弹');
  expect(decodeWords(Uint8Array.of(0xd5, 0xa8, 0xb5, 0xaf))).toBe('炸弹');
  expect(() => decodeWords(Uint8Array.of(0x89, 0x50, 0xff, 0xff, 0x00))).toThrow(/no text/);
});
