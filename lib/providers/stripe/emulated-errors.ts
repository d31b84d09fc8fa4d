import type { Reply } from "../emulation/server";

interface StripeErrorBody {
  type: "invalid_request_error" | "card_error" | "idempotency_error" | "api_error";
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
}

/** A refusal on its way to the caller, as Stripe words it (docs.stripe.com/api/errors). */
export class Refusal extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: StripeErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }

  get reply(): Reply {
    return { status: this.status, json: { error: this.body } };
  }
}

const request = (status: number, message: string, rest: Partial<StripeErrorBody> = {}): Refusal =>
  new Refusal(status, { type: "invalid_request_error", message, ...rest });

export const noSuch = (noun: string, id: string, param = "id"): Refusal =>
  request(404, `No such ${noun}: '${id}'`, { code: "resource_missing", param });
export const missingReference = (noun: string, id: string, param: string): Refusal =>
  request(400, `No such ${noun}: '${id}'`, { code: "resource_missing", param });
export const badRequest = (message: string, rest: Partial<StripeErrorBody> = {}): Refusal =>
  request(400, message, rest);
export const unknownParameter = (param: string): Refusal =>
  request(400, `Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
export const missingParameter = (param: string): Refusal =>
  request(400, `Missing required param: ${param}.`, { code: "parameter_missing", param });
export const unauthenticated = (): Refusal => request(401, "Invalid API Key provided.");
export const noPath = (method: string, path: string): Refusal =>
  request(404, `Unrecognized request URL (${method}: ${path}).`);
export const declined = (): Refusal =>
  new Refusal(402, {
    type: "card_error",
    code: "card_declined",
    decline_code: "generic_decline",
    message: "Your card was declined.",
  });
