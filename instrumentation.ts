import { runtimeName } from "@/lib/env";

/** Runs once when a server process starts: work that fell due while nobody asked is taken up. */
export async function register(): Promise<void> {
  if (runtimeName() !== "nodejs") return;
  const { startSweeper } = await import("@/lib/wiring");
  startSweeper();
}
