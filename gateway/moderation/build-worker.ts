import { parentPort, workerData } from 'node:worker_threads';
import type { WordLists } from '#lib/contracts/gateway.ts';
import { buildAutomaton } from '#lib/platform/moderation/automaton.ts';

/** 100,000 entries take a second: calls must not wait for that. */
const automaton = buildAutomaton((workerData as WordLists).lists);
const { root, first, unit, fail, depth, word, suffix, lists } = automaton;
const given = [root, first, unit, fail, depth, word, suffix, lists].map(
  (array) => array.buffer as ArrayBuffer,
);
parentPort?.postMessage(automaton, given);
