import type { Logger } from './logger.ts';

type Stop = () => Promise<void> | void;

/** As `stopOnSignal`; unexpected errors are logged and end the process: the supervisor starts it again. */
export function stopHonestly(logger: Logger, stop: Stop, graceSeconds = 20): void {
  stopOnSignal(logger, stop, graceSeconds);
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'uncaught exception');
    process.exit(1);
  });
  process.on('unhandledRejection', (error) => {
    logger.fatal({ err: error }, 'unhandled rejection');
    process.exit(1);
  });
}

/** Runs `stop` once on SIGTERM or SIGINT, then exits; exits by force after `graceSeconds`. */
export function stopOnSignal(logger: Logger, stop: Stop, graceSeconds: number): void {
  let stopping = false;
  const end = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.error('did not stop in time; exiting by force');
      process.exit(1);
    }, graceSeconds * 1000).unref();
    try {
      await stop();
      logger.info('stopped');
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'stopping failed');
      process.exit(1);
    }
  };
  process.on('SIGTERM', () => void end('SIGTERM'));
  process.on('SIGINT', () => void end('SIGINT'));
  // A process whose supervisor was killed must not live on unseen.
  if (process.send) process.on('disconnect', () => void end('supervisor gone'));
}
