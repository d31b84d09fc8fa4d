import type { ModelPort } from "@/lib/domain/ports";
import { env } from "@/lib/env";
import { createModel } from "@/lib/providers/model/client";
import type { Reachable } from "@/lib/providers/reachable";
import { modelMode } from "./vendors";

let built: (ModelPort & Reachable) | undefined;

/** The language model of this process; not configured where a variable is missing. */
export function model(): ModelPort & Reachable {
  const { MODEL, MODEL_API_KEY, MODEL_BASE_URL, MODEL_INPUT_PRICE, MODEL_OUTPUT_PRICE } = env();
  built ??= createModel(
    modelMode() === "real" && MODEL && MODEL_API_KEY && MODEL_BASE_URL
      ? {
          name: MODEL,
          apiKey: MODEL_API_KEY,
          baseUrl: MODEL_BASE_URL,
          price:
            MODEL_INPUT_PRICE !== undefined && MODEL_OUTPUT_PRICE !== undefined
              ? { input: MODEL_INPUT_PRICE, output: MODEL_OUTPUT_PRICE }
              : null,
        }
      : null,
  );
  return built;
}
