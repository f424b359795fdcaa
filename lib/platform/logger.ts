import { writeSync } from 'node:fs';
import pino from 'pino';

export type Logger = pino.Logger;

const STDOUT = 1;

/**
 * pino's own writer, met by a full disk, first ends the process and then holds its exit for ever. A line that cannot be
 * written is lost; what is acknowledged has other files.
 */
const lossy: pino.DestinationStream = {
  write(line) {
    try {
      const bytes = Buffer.from(line);
      for (let at = 0; at < bytes.length; ) at += writeSync(STDOUT, bytes, at);
    } catch {
      // There is nowhere to say it.
    }
  },
};

/** JSON lines on standard output; `process` names who speaks. */
export const createLogger = (name: string, level: string = process.env.STUDIO_LOG_LEVEL ?? 'info'): Logger =>
  pino(
    {
      level,
      base: { process: name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: ['*.password', '*.token', '*.authorization', 'headers.authorization', 'headers.cookie'],
    },
    lossy,
  );
