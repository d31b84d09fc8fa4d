/** A vendor refused or could not be reached. `isRetryable` says whether trying later can help. */
export class VendorError extends Error {
  readonly vendor: string;
  readonly isRetryable: boolean;

  constructor(vendor: string, message: string, options: { isRetryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "VendorError";
    this.vendor = vendor;
    this.isRetryable = options.isRetryable;
  }
}
