import { describe, expect, it } from 'vitest';
import { keepRecentChanges } from './recent-changes.ts';

const at = (start: number) => {
  let now = start;
  return { clock: () => now, pass: (ms: number) => (now += ms) };
};
const change = (id: string, accountId = 'a') => ({ accountId, kind: 'job', id });

describe('recent changes', () => {
  it('are those of the account since the page was read, each once', () => {
    const { clock, pass } = at(100_000);
    const recent = keepRecentChanges(clock);
    recent.begin();
    pass(10_000);
    recent.add(change('before'));
    recent.add(change('again'));
    pass(5000);
    const read = clock();
    pass(50);
    recent.add(change('theirs', 'b'));
    recent.add(change('again'));
    recent.add(change('after'));
    expect(recent.since('a', read)?.map(({ id }) => id)).toEqual(['again', 'after']);
    expect(recent.since('c', read)).toEqual([]);
  });

  it('tell a change twice rather than miss it by two clocks', () => {
    const { clock, pass } = at(100_000);
    const recent = keepRecentChanges(clock);
    recent.begin();
    pass(10_000);
    recent.add(change('just before'));
    pass(1500);
    expect(recent.since('a', clock())).toHaveLength(1);
  });

  it('are unknown before listening began, while nobody listens, and beyond what is kept', () => {
    const { clock, pass } = at(100_000);
    const recent = keepRecentChanges(clock);
    expect(recent.since('a', clock())).toBeNull();
    recent.begin();
    expect(recent.since('a', clock())).toBeNull();
    expect(recent.since('a', Number.NaN)).toBeNull();
    pass(10_000);
    const early = clock();
    expect(recent.since('a', early)).toEqual([]);
    recent.add(change('first'));
    pass(200_000);
    recent.add(change('later'));
    expect(recent.since('a', early)).toBeNull();
    expect(recent.since('a', clock())).toHaveLength(1);
    recent.end();
    expect(recent.since('a', clock())).toBeNull();
  });
});
