import { watch } from 'node:fs';

/** Editors write a file in several steps, and several files at once. */
const PAUSE_MS = 200;
const SOURCE = /(?<!\.test)\.ts$/;

/** Calls back once changes of sources below these folders have paused; the answer ends it. */
export function watchSources(folders: string[], onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (!file || !SOURCE.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, PAUSE_MS);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
