import { readFileSync } from "node:fs";

export const dynamic = "force-dynamic";

let text;

/** Answers with the same bytes to everybody: what a Next route costs before it does anything. */
export function GET() {
  text ??= readFileSync(process.env.BENCH_BODY_FILE, "utf8");
  return new Response(text, { headers: { "Content-Type": "application/json; charset=utf-8" } });
}
