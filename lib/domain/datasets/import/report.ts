import type { ProblemList } from './problem-list.ts';
import type { StatisticsCollector } from './statistics.ts';

/** What readers of every format tell while they read. */
export type Report = { problems: ProblemList; statistics: StatisticsCollector };
export type Row = { row: number; report: Report };
