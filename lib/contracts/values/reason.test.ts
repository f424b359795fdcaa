import { expect, test } from 'vitest';
import { plainReason, splitReason } from './reason.ts';

test('splits a reason into its code and sentence, and leaves a plain sentence whole', () => {
  expect(splitReason('cores.busy: It needs 2 CPU cores; 1 CPU cores are free now.')).toEqual({
    code: 'cores.busy',
    sentence: 'It needs 2 CPU cores; 1 CPU cores are free now.',
  });
  expect(splitReason('engine.installing: packages (40%)').code).toBe('engine.installing');
  expect(splitReason('out_of_memory: It was too large.').code).toBe('out_of_memory');
  for (const plain of ['Note: nothing to do', 'error: none', 'http://127.0.0.1: refused'])
    expect(splitReason(plain)).toEqual({ code: null, sentence: plain });
});

test('takes the codes out of a reason and of the one behind it', () => {
  const reason = 'rollout.unhealthy: A new instance does not answer: server.hung: no answer for 60 s.';
  expect(plainReason(reason)).toBe('A new instance does not answer: no answer for 60 s.');
  expect(plainReason('It died: at once.')).toBe('It died: at once.');
});
