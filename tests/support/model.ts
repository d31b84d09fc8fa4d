import type { ModelPort } from "@/lib/domain/ports";
import { createModel } from "@/lib/providers/model/client";
import { type ModelEmulator, startModelEmulator } from "@/lib/providers/model/emulator";

export interface TestModel {
  model: ModelPort;
  emulator: ModelEmulator;
  close(): Promise<void>;
}

/** The real adapter on an emulated vendor; a million tokens cost 1 and 10 dollars. Close it after the test. */
export async function startTestModel(): Promise<TestModel> {
  const emulator = await startModelEmulator();
  const { apiKey, baseUrl, close } = emulator;
  const model = createModel({ name: "emulated-1", apiKey, baseUrl, price: { input: 1, output: 10 } });
  return { model, emulator, close };
}
