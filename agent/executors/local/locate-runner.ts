import { setTimeout as sleep } from 'node:timers/promises';
import { writersOf } from '../../machine/process-table.ts';
import { identify, type Runner } from './local-handle.ts';
import type { WorkFolder } from './work-folder.ts';

const LOOK_MS = 3000;
const PAUSE_MS = 200;

/**
 * Finds the runner of a launch whose answer was lost: it leads its session and writes to the job's log, and it is older
 * than whatever it started. A request may still be on its way to the warm runner, so absence counts only after three
 * seconds.
 */
export async function locateRunner(folder: WorkFolder, since: number = Date.now()): Promise<Runner | null> {
  for (;;) {
    const leaders = writersOf(folder.log).filter((stat) => stat.session === stat.pid);
    const [leader] = leaders.sort((a, b) => Number(a.startTime) - Number(b.startTime));
    if (leader) return identify(leader.pid, true);
    if (Date.now() - since > LOOK_MS) return null;
    await sleep(PAUSE_MS);
  }
}
