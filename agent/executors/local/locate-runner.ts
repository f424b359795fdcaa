import { setTimeout as sleep } from 'node:timers/promises';
import { holdersOf } from '../../machine/process-table.ts';
import { identify, type Runner } from './local-handle.ts';
import type { WorkFolder } from './work-folder.ts';

const LOOK_MS = 3000;
const PAUSE_MS = 200;

/**
 * Finds the runner of a launch whose answer was lost: it leads its process group and has the job's log open. A request
 * may still be on its way to the warm runner, so absence counts only after three seconds.
 */
export async function locateRunner(folder: WorkFolder, since: number = Date.now()): Promise<Runner | null> {
  for (;;) {
    const leader = holdersOf(folder.log).find((stat) => stat.group === stat.pid);
    if (leader) return identify(leader.pid, true);
    if (Date.now() - since > LOOK_MS) return null;
    await sleep(PAUSE_MS);
  }
}
