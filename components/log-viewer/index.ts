export { LogViewer, type LogViewerProps } from './log-viewer.tsx';
export type { FetchLogPage, LogQuery, LogResult } from './use-log-pages.ts';
