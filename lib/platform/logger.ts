import pino from 'pino';

export type Logger = pino.Logger;

/** JSON lines on standard output; `process` names who speaks. */
export const createLogger = (name: string, level: string = process.env.STUDIO_LOG_LEVEL ?? 'info'): Logger =>
  pino({
    level,
    base: { process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['*.password', '*.token', '*.authorization', 'headers.authorization', 'headers.cookie'],
  });
