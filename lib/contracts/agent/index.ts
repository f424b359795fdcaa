export * from './api.ts';
export * from './engine.ts';
export * from './event.ts';
export * from './spec.ts';
