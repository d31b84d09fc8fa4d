let worker: () => void = () => {};

/** Says how the job worker is started. Apart from the worker itself, which needs the ports that call it. */
export const onWake = (start: () => void): void => {
  worker = start;
};

/** Starts the job worker. Never throws, never waits. */
export const wakeJobs = (): void => worker();
