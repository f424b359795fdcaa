'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** Recharts draws in the browser only, and only pages with a chart need it. */
export const LazyFiguresChart = dynamic(() => import('./figures-chart.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="h-40 w-full" />,
});
