import { normalised } from './normalise.ts';

/** An Aho-Corasick automaton in flat arrays, so that a thread can build it and give it away without a copy. */
export type Automaton = {
  /** Transitions, open addressing: state, unit, next; state -1 is an empty place. */
  edges: Int32Array;
  /** The state of the longest proper suffix. */
  fail: Int32Array;
  depth: Int32Array;
  /** 1 + place of the word that ends here in `lists`; 0: none. */
  word: Int32Array;
  /** The nearest state on the way of `fail` at which a word ends; 0: none. */
  suffix: Int32Array;
  /** By word: place of its list. */
  lists: Int32Array;
  longest: number;
};

const PRIME = 0x9e3779b1;

/** The place of a transition, or the empty one where it would stand. */
export function placeOf(edges: Int32Array, state: number, unit: number): number {
  const mask = edges.length / 3 - 1;
  let at = (Math.imul(state * 31 + unit, PRIME) >>> 7) & mask;
  for (;;) {
    const owner = edges[at * 3];
    if (owner === -1 || (owner === state && edges[at * 3 + 1] === unit)) return at * 3;
    at = (at + 1) & mask;
  }
}

export function buildAutomaton(lists: readonly { words: readonly string[] }[]): Automaton {
  const words: { text: string; list: number }[] = [];
  for (const [list, { words: entries }] of lists.entries())
    for (const entry of entries) {
      const text = normalised(entry);
      if (text !== '') words.push({ text, list });
    }
  const most = 1 + words.reduce((sum, { text }) => sum + text.length, 0);
  const trie = growTrie(words, most);
  const { fail, suffix } = linkTrie(trie);
  const cut = (array: Int32Array) => array.slice(0, trie.states);
  return {
    edges: trie.edges,
    fail,
    suffix,
    depth: cut(trie.depth),
    word: cut(trie.word),
    lists: Int32Array.from(words, ({ list }) => list),
    longest: words.reduce((longest, { text }) => Math.max(longest, text.length), 0),
  };
}

type Trie = {
  states: number;
  edges: Int32Array;
  depth: Int32Array;
  word: Int32Array;
  parent: Int32Array;
  unit: Int32Array;
};

function growTrie(words: readonly { text: string }[], most: number): Trie {
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, most * 2)));
  const arrays = () => new Int32Array(most);
  const trie = { states: 1, depth: arrays(), word: arrays(), parent: arrays(), unit: arrays() };
  const edges = new Int32Array(capacity * 3).fill(-1);
  for (const [index, { text }] of words.entries()) {
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const at = placeOf(edges, state, unit);
      if (edges[at] === -1) {
        const next = trie.states++;
        edges.set([state, unit, next], at);
        trie.depth[next] = i + 1;
        trie.parent[next] = state;
        trie.unit[next] = unit;
      }
      state = edges[at + 2] ?? 0;
    }
    trie.word[state] = index + 1;
  }
  return { ...trie, edges };
}

/** Suffix links, level by level: those of a level need the one above. */
function linkTrie(trie: Trie): { fail: Int32Array; suffix: Int32Array } {
  const { states, edges, depth, word, parent, unit } = trie;
  const fail = new Int32Array(states);
  const suffix = new Int32Array(states);
  const order = Int32Array.from({ length: states }, (_, i) => i).sort(
    (a, b) => (depth[a] ?? 0) - (depth[b] ?? 0),
  );
  for (const state of order) {
    if ((depth[state] ?? 0) < 2) continue;
    const letter = unit[state] ?? 0;
    let from = fail[parent[state] ?? 0] ?? 0;
    let at = placeOf(edges, from, letter);
    while (from !== 0 && edges[at] === -1) {
      from = fail[from] ?? 0;
      at = placeOf(edges, from, letter);
    }
    const link = edges[at] === -1 ? 0 : (edges[at + 2] ?? 0);
    fail[state] = link;
    suffix[state] = (word[link] ?? 0) > 0 ? link : (suffix[link] ?? 0);
  }
  return { fail, suffix };
}
