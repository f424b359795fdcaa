import type { CompressionMethod } from '#lib/contracts/agent/index.ts';
import type { CompressionPlan } from '#lib/contracts/compression.ts';
import { neededBytes } from '#lib/domain/models/templates/memory.ts';
import type { Place } from '#lib/domain/tuning/plan/check-place.ts';
import { type Findings, gib } from '#lib/domain/tuning/plan/findings.ts';
import support from '#spec/facts/compression-support.json' with { type: 'json' };
import type { Source } from './check-source.ts';

type Row = { estimated_minutes: Record<'smoothquant_w8a8' | 'awq_w4a16', number[] | null> };
const published: Record<string, Row> = support.models;
const COLUMN = { 'smoothquant-w8a8': 'smoothquant_w8a8', 'awq-w4a16': 'awq_w4a16' } as const;

/** Minutes that the table gives for a model on cards. */
export function publishedTime(
  templateName: string,
  method: CompressionMethod,
  cards: number,
): CompressionPlan['time'] {
  const [low, high] = published[templateName]?.estimated_minutes[COLUMN[method]] ?? [];
  if (!low || !high || cards === 0) return null;
  return { lowerSeconds: low * 60, upperSeconds: high * 60 };
}

/** What is left of a layer in 16 bits: 8 bits with a scale a channel, 4 bits with a scale for every 128 inputs. */
const LAYERS: Record<CompressionMethod, number> = { 'smoothquant-w8a8': 0.51, 'awq-w4a16': 0.265 };
/** Of all weights where the embedding's size is not known: a twelfth of a larger model. */
const EMBEDDING = 1 / 12;

/** Layers shrink; the embedding and the head do not. */
export function afterBytes(before: number, method: CompressionMethod, embeddingBytes: number | null): number {
  const kept = Math.min(before, embeddingBytes ?? before * EMBEDDING);
  return Math.round(kept + (before - kept) * LAYERS[method]);
}

export function checkMemory(
  source: Source,
  method: CompressionMethod,
  { flavor }: Place,
  findings: Findings,
): CompressionPlan['memory'] {
  if (source.parameters === null) return null;
  const onCards = flavor.kind === 'npu';
  const needed = neededBytes(
    `compress-${method}`,
    { sizeBillion: source.parameters / 1e9, quantisation: 'none' },
    onCards,
  );
  const available = onCards
    ? flavor.resources.cards * (flavor.cardMemoryBytes ?? 0)
    : flavor.resources.memoryBytes;
  if (needed > available)
    findings.block(
      'flavor',
      'flavor.memory',
      `Compressing ${source.name} needs about ${gib(needed)}; ${flavor.name} has ${gib(available)}.`,
      'Choose a larger flavor.',
      { neededBytes: needed, availableBytes: available },
    );
  return { neededBytes: needed, availableBytes: available };
}
