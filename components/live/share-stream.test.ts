import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shareChangeStream } from './share-stream.ts';

/** The server's side of a stream, as the test plays it. */
class FakeSource extends EventTarget {
  static opened: FakeSource[] = [];
  readonly url: string;
  closed = false;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.opened.push(this);
  }
  close() {
    this.closed = true;
  }
  say(type: string, data?: unknown) {
    this.dispatchEvent(Object.assign(new Event(type), { data }));
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
const tab = (since: number | undefined) => {
  const heard: string[] = [];
  const stop = shareChangeStream({
    since,
    onAt: () => undefined,
    onChange: ({ id }) => heard.push(id),
    onResync: () => heard.push('resync'),
    onStatus: (status) => heard.push(status),
  });
  return { heard, stop };
};

beforeEach(() => {
  FakeSource.opened = [];
  vi.stubGlobal('EventSource', FakeSource);
});
afterEach(() => vi.unstubAllGlobals());

describe('the tabs of one browser', () => {
  it('ask from when their page was read, and from what was heard last when the stream breaks', async () => {
    const one = tab(1000);
    await settle();
    const [first] = FakeSource.opened;
    expect(first?.url).toBe('/api/v1/stream?since=1000');
    first?.say('open');
    first?.say('change', '{"kind":"job","id":"missed"}');
    first?.say('at', '2000');
    expect(one.heard).toEqual(['connecting', 'open', 'missed']);
    vi.spyOn(Math, 'random').mockReturnValue(0);
    first?.say('error');
    await vi.waitFor(() => expect(FakeSource.opened).toHaveLength(2), 60_000);
    expect(FakeSource.opened[1]?.url).toBe('/api/v1/stream?since=2000');
    expect(one.heard).not.toContain('resync');
    one.stop();
    expect(FakeSource.opened.every((source) => source.closed)).toBe(true);
  });

  it('share one stream: a second tab only catches up, hears the rest from the first, and takes over', async () => {
    const one = tab(1000);
    await settle();
    const [leading] = FakeSource.opened;
    const two = tab(5000);
    await settle();
    const catching = FakeSource.opened[1];
    expect(catching?.url).toBe('/api/v1/stream?since=5000');
    catching?.say('change', '{"kind":"job","id":"on its way"}');
    catching?.say('at', '6000');
    expect(catching?.closed).toBe(true);
    expect(two.heard).toEqual(['on its way', 'open']);
    leading?.say('change', '{"kind":"job","id":"for both"}');
    leading?.say('at', '7000');
    await settle();
    expect(one.heard).toContain('for both');
    expect(two.heard).toContain('for both');
    one.stop();
    await settle();
    expect(FakeSource.opened[2]?.url).toBe('/api/v1/stream?since=7000');
    two.stop();
  });
});
