import { expect, it } from "vitest";
import { parseEnv } from "@/lib/env";

it("a private host is named with its port", () => {
  const OUTBOUND_PRIVATE_HOSTS = "N8N.internal:5678, 10.0.0.7:587";
  expect(parseEnv({ OUTBOUND_PRIVATE_HOSTS }).OUTBOUND_PRIVATE_HOSTS).toEqual([
    "n8n.internal:5678",
    "10.0.0.7:587",
  ]);
});

it.each(["n8n.internal", "n8n.internal:5678,10.0.0.7", "https://n8n.internal:5678"])(
  "%s is refused",
  (text) => {
    expect(() => parseEnv({ OUTBOUND_PRIVATE_HOSTS: text })).toThrow(
      "Write every host with its port, such as n8n.internal:5678.",
    );
  },
);
