import { normalised } from './normalise.ts';

/**
 * An Aho-Corasick automaton in flat arrays, so that a thread can build it and give it away without a copy. States are
 * numbered breadth first: the children of one stand side by side, and those near the root, which nearly all texts stay
 * in, share a few pages of memory.
 */
export type Automaton = {
  /** By unit: the child of the root, 0 where there is none. */
  root: Int32Array;
  /** By state: its first child; the next one's first is the end. */
  first: Int32Array;
  /** By state: the unit that leads to it, ascending among the children of one. */
  unit: Uint16Array;
  /** The state of the longest proper suffix. */
  fail: Int32Array;
  depth: Uint16Array;
  /** 1 + place in `lists` of the word that ends here; 0: none. */
  word: Int32Array;
  /** The nearest state on the way of `fail` at which a word ends; 0: none. */
  suffix: Int32Array;
  /** By word: place of its list. */
  lists: Int32Array;
  longest: number;
};

/** The child of a state, 0 where it has none with this unit. */
export function childOf({ root, first, unit: units }: Automaton, state: number, unit: number): number {
  if (state === 0) return root[unit] ?? 0;
  let low = first[state] ?? 0;
  let high = first[state + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = units[middle] ?? 0;
    if (found === unit) return middle;
    if (found < unit) low = middle + 1;
    else high = middle;
  }
  return 0;
}

export function buildAutomaton(lists: readonly { words: readonly string[] }[]): Automaton {
  const listOf = new Map<string, number>();
  for (const [list, { words }] of lists.entries())
    for (const entry of words) {
      const text = normalised(entry);
      if (text !== '') listOf.set(text, list);
    }
  const words = [...listOf.keys()].sort();
  const automaton = growTrie(words);
  automaton.lists = Int32Array.from(words, (text) => listOf.get(text) ?? 0);
  linkTrie(automaton);
  return automaton;
}

/** From sorted words: those that begin like a state are a range. */
function growTrie(words: readonly string[]): Automaton {
  const longest = words.reduce((most, { length }) => Math.max(most, length), 0);
  const most = 1 + words.reduce((sum, { length }) => sum + length, 0);
  const from = new Int32Array(most);
  const to = new Int32Array(most);
  const first = new Int32Array(most + 1);
  const unit = new Uint16Array(most);
  const depth = new Uint16Array(most);
  const word = new Int32Array(most);
  const root = new Int32Array(0x10000);
  to[0] = words.length;
  let states = 1;
  for (let state = 0; state < states; state++) {
    const at = depth[state] ?? 0;
    const end = to[state] ?? 0;
    let next = from[state] ?? 0;
    first[state] = states;
    // The shortest is the first: it ends here.
    if (next < end && words[next]?.length === at) word[state] = ++next;
    while (next < end) {
      const letter = words[next]?.charCodeAt(at) ?? 0;
      const child = states++;
      from[child] = next;
      while (next < end && words[next]?.charCodeAt(at) === letter) next++;
      to[child] = next;
      unit[child] = letter;
      depth[child] = at + 1;
      if (state === 0) root[letter] = child;
    }
  }
  first[states] = states;
  return {
    root,
    first: first.slice(0, states + 1),
    unit: unit.slice(0, states),
    depth: depth.slice(0, states),
    word: word.slice(0, states),
    fail: new Int32Array(states),
    suffix: new Int32Array(states),
    lists: new Int32Array(0),
    longest,
  };
}

/** Suffix links in the order of the states: a child needs those of what stands above it. */
function linkTrie(automaton: Automaton): void {
  const { first, unit, word, fail, suffix } = automaton;
  for (let state = 1; state < fail.length; state++) {
    const end = first[state + 1] ?? 0;
    for (let child = first[state] ?? 0; child < end; child++) {
      const letter = unit[child] ?? 0;
      let from = fail[state] ?? 0;
      let link = childOf(automaton, from, letter);
      while (from !== 0 && link === 0) {
        from = fail[from] ?? 0;
        link = childOf(automaton, from, letter);
      }
      fail[child] = link;
      suffix[child] = (word[link] ?? 0) > 0 ? link : (suffix[link] ?? 0);
    }
  }
}
