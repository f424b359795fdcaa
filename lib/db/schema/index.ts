export * from './access.ts';
export * from './calls.ts';
export * from './datasets.ts';
export * from './iam.ts';
export * from './jobs.ts';
export * from './models.ts';
export * from './services.ts';
export * from './storage.ts';
