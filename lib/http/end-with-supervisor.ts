/** Started by the supervisor: when that is killed, this process must not hold the port unseen. */
if (process.send) process.on('disconnect', () => process.exit(0));

export {};
