/** A vendor refused or could not be reached. `isRetryable` says whether trying later can help. */
export class VendorError extends Error {
  readonly vendor: string;
  readonly isRetryable: boolean;
  /** The vendor knows that whoever was to get a text wants none. */
  readonly isOptedOut: boolean;
  /** The vendor does not take the credentials any more. */
  readonly isAccountRefused: boolean;

  constructor(
    vendor: string,
    message: string,
    options: { isRetryable: boolean; isOptedOut?: boolean; isAccountRefused?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = "VendorError";
    this.vendor = vendor;
    this.isRetryable = options.isRetryable;
    this.isOptedOut = options.isOptedOut ?? false;
    this.isAccountRefused = options.isAccountRefused ?? false;
  }
}
