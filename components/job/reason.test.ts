import { expect, test } from 'vitest';
import { splitReason } from './reason.tsx';
import { readZoom, writeZoom } from './zoom.ts';

test('splits a reason into its code and sentence, and leaves a plain sentence whole', () => {
  expect(splitReason('cores.busy: It needs 2 CPU cores; 1 CPU cores are free now.')).toEqual({
    code: 'cores.busy',
    sentence: 'It needs 2 CPU cores; 1 CPU cores are free now.',
  });
  expect(splitReason('engine.installing: packages (40%)').code).toBe('engine.installing');
  expect(splitReason('Note: nothing to do')).toEqual({ code: null, sentence: 'Note: nothing to do' });
});

test('a zoom survives the address; nonsense shows everything', () => {
  expect(readZoom(writeZoom([10.7, 99.2]))).toEqual([10, 100]);
  for (const text of [null, '', '5', '9-9', '20-10', 'a-b']) expect(readZoom(text)).toBeNull();
});
