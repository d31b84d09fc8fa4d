/** The counter cannot be reached in time. Who asks decides whether that lets through or stops. */
export class LimiterUnavailable extends Error {
  constructor(cause: unknown) {
    super("The rate limiter cannot be reached.", { cause });
    this.name = "LimiterUnavailable";
  }
}
