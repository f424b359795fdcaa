import type { Loads } from '#lib/domain/serving/loads.ts';
import { stopDrained } from './drains.ts';
import { fill } from './fill.ts';
import { noteInstances } from './note-instances.ts';
import { rollOut } from './roll-out.ts';
import { scale } from './scale.ts';
import { draftOf, type ServiceDraft, type ServiceView } from './service-draft.ts';
import { empty, settleState, stopWhenDue } from './settle.ts';

/** What is to be done for one service now. Pure: the same view, loads and time give the same answer. */
export function decide(view: ServiceView, loads: Loads, now: Date): ServiceDraft {
  const draft = draftOf(view, loads, now);
  noteInstances(draft);
  stopWhenDue(draft);
  if (draft.row.desired !== 'run') empty(draft);
  else {
    scale(draft);
    if (draft.row.rollout) rollOut(draft, draft.row.rollout);
    else fill(draft);
  }
  stopDrained(draft);
  settleState(draft);
  return draft;
}
