import type { LineageNode } from '#lib/contracts/models.ts';

/** Page of a node; null when it is gone or has none. */
export function nodeHref(node: LineageNode): string | null {
  if (node.gone || !node.parentId) return null;
  if (node.kind === 'template') return `/square/${node.parentId}`;
  if (node.kind === 'model-version') return `/models/${node.parentId}/versions/${node.number}`;
  if (node.kind === 'service') return `/services/${node.parentId}`;
  if (node.kind === 'evaluation') return `/evaluations/${node.parentId}`;
  return node.kind === 'dataset-version' ? `/datasets/${node.parentId}` : null;
}
