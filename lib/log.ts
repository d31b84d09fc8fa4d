import { type Logger as PinoLogger, pino } from "pino";
import { env } from "@/lib/env";

export type Logger = Pick<PinoLogger, "debug" | "info" | "warn" | "error">;

/** Names whose values never reach a log line, wherever they stand in what is logged. */
const SECRET_KEYS = [
  "password",
  "token",
  "secret",
  "authorization",
  "cookie",
  "apiKey",
  "api_key",
  "refreshToken",
  "code",
];

let root: PinoLogger | undefined;

/** The structured log of this process: one JSON object a line on standard output, secrets removed. */
export function log(): PinoLogger {
  root ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[secret]" },
  });
  return root;
}
