import type { Logger } from '#lib/platform/logger.ts';

export type Loop = {
  /** Runs again at once, or right after the run that is under way. */
  wake: () => void;
  /** Resolves when the run under way has ended. */
  stop: () => Promise<void>;
};

/**
 * Runs `run` when woken and every `everySeconds`, never twice at once. After an error it waits longer each time,
 * at most 30 s, whatever wakes it. `run` answers true to be called again at once.
 */
export function startLoop(options: {
  name: string;
  logger: Logger;
  everySeconds: number;
  run: (signal: AbortSignal) => Promise<boolean | undefined>;
}): Loop {
  const { name, logger, everySeconds, run } = options;
  const stopping = new AbortController();
  let woken = true;
  let poke: () => void = () => undefined;
  const wait = (seconds: number, interruptible: boolean) =>
    new Promise<void>((resolve) => {
      if (stopping.signal.aborted || (interruptible && woken)) return resolve();
      const done = () => {
        clearTimeout(timer);
        stopping.signal.removeEventListener('abort', done);
        poke = () => undefined;
        resolve();
      };
      const timer = setTimeout(done, seconds * 1000);
      stopping.signal.addEventListener('abort', done);
      if (interruptible) poke = done;
    });
  const ended = (async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      woken = false;
      try {
        const again = await run(stopping.signal);
        if (failures > 0) logger.info({ loop: name }, 'works again');
        failures = 0;
        if (!again) await wait(everySeconds, true);
      } catch (error) {
        if (stopping.signal.aborted) break;
        failures++;
        if (failures <= 3 || failures % 20 === 0) logger.warn({ loop: name, failures, err: error }, 'failed');
        await wait(Math.min(30, 0.25 * 2 ** failures) * (0.75 + Math.random() / 2), false);
      }
    }
  })();
  return {
    wake: () => {
      woken = true;
      poke();
    },
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}
