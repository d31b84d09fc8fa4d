/** A vendor that can be asked whether it is there and knows us. */
export interface Reachable {
  /**
   * Asks for something that costs nothing and needs our credential. Gives up when `signal` aborts.
   * @throws VendorError for every other answer than a good one.
   */
  ping(signal: AbortSignal): Promise<void>;
}
