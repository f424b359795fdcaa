import type { AgentInfo } from '#lib/contracts/agent/index.ts';
import type { Quantisation, TemplateAction } from '#lib/contracts/templates.ts';

const GIB = 1024 ** 3;
/** Libraries, buffers and a short batch's activations, whatever the model. */
const RUNTIME_BYTES = GIB;
const HEADROOM = 1.2;
const COMPRESSING = 1.25;

/** Memory of one card by the start of its model name; 32 GiB when unknown. */
const CARD_MEMORY_GIB: readonly (readonly [string, number])[] = [
  ['910B4', 32],
  ['910B', 64],
  ['910_93', 64],
  ['910C', 64],
  ['310P', 24],
  ['910', 32],
];

export function cardMemoryBytes(cardName: string | null): number {
  const name = (cardName ?? '').replace(/^Ascend/i, '').trim();
  return (CARD_MEMORY_GIB.find(([start]) => name.startsWith(start))?.[1] ?? 32) * GIB;
}

/** Bytes all cards hold together, or the machine's memory where there are none. */
export const availableBytes = (info: Pick<AgentInfo, 'cards' | 'cardName' | 'memoryBytes'>): number =>
  info.cards > 0 ? info.cards * cardMemoryBytes(info.cardName) : info.memoryBytes;

const WEIGHT_BYTES: Record<Quantisation, number> = { none: 2, 'smoothquant-w8a8': 1.1, 'awq-w4a16': 0.65 };

/** Bytes a parameter takes: weights, and for training gradients and Adam's state. A CPU computes in 32 bits. */
function bytesPerParameter(action: TemplateAction, quantisation: Quantisation, onCards: boolean): number {
  if (action === 'tune-full') return 16;
  // As the engine counts: beside the weights, the statistics of the widest layer.
  if (action.startsWith('compress-')) return (onCards ? 2 : 4) * COMPRESSING;
  if (action === 'tune-lora' || action === 'evaluate') return onCards ? 2 : 4;
  return WEIGHT_BYTES[quantisation];
}

export function neededBytes(
  action: TemplateAction,
  model: { sizeBillion: number; quantisation: Quantisation },
  onCards: boolean,
): number {
  const weights = model.sizeBillion * 1e9 * bytesPerParameter(action, model.quantisation, onCards);
  return Math.round(weights * HEADROOM + RUNTIME_BYTES);
}
