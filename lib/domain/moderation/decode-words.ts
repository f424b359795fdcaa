import { StudioError } from '#lib/platform/errors.ts';

/** The text of a file of words: UTF-8, UTF-16 with its mark, or what Chinese spreadsheets write. */
export function decodeWords(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
  for (const encoding of marked ? ['utf-16le'] : ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  throw new StudioError('content.invalid', 'The file is no text in UTF-8, UTF-16 or GB18030.', {
    because: { key: 'moderation.notText' },
    advice: 'Save it as UTF-8 text, a word a line.',
  });
}
