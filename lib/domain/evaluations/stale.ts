import type { StaleReason } from '#lib/contracts/evaluations.ts';

/** What a run was made with, beside what is there now; null: gone. */
export type Present = {
  /** undefined: no dataset was asked. */
  dataset?: { number: number; newest: number } | null;
  model: { number: number; newest: number } | null;
  /** undefined: no service answered. */
  service?: { began: number; now: number } | null;
};

/** Why a figure may not hold any more. Versions never change in place: newer ones are what can overtake them. */
export function staleReasons({ dataset, model, service }: Present): StaleReason[] {
  const reasons: StaleReason[] = [];
  if (dataset === null) reasons.push('dataset.gone');
  else if (dataset && dataset.newest > dataset.number) reasons.push('dataset.newer');
  if (service === null) reasons.push('service.gone');
  else if (service) {
    if (service.now !== service.began) reasons.push('service.changed');
  } else if (!model) reasons.push('model.gone');
  else if (model.newest > model.number) reasons.push('model.newer');
  return reasons;
}
