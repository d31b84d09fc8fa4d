import { VendorError } from "./ports";

/** The result of a vendor's answer, unless it takes too long. @throws VendorError, retryable, at the deadline. */
export async function withDeadline<T>(vendor: string, work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const error = new VendorError(vendor, `${vendor} did not answer within ${milliseconds} ms`, {
      isRetryable: true,
    });
    timer = setTimeout(() => reject(error), milliseconds);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
