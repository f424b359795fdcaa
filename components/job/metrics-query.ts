import { readZoom } from './zoom.ts';

/** Points of a chart whose width is not known yet: the server's first paint and the browser's first question. */
export const FIRST_POINTS = 600;

/** The question for a job's curves under a zoom, and the key that its answer is kept by. */
export function metricsQuery(id: string, points: number, zoom: string | null) {
  const range = readZoom(zoom);
  return {
    queryKey: ['job', id, 'metrics', points, zoom] as const,
    params: {
      points,
      ...(range ? { fromStep: Math.max(0, Math.floor(range[0])), toStep: Math.ceil(range[1]) } : {}),
    },
  };
}
