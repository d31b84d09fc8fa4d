/** Runs once when a server process starts: work that fell due while nobody asked is taken up. */
export async function register(): Promise<void> {
  // Written out here, since only then is the server's code left out of the bundle for the edge.
  // biome-ignore lint/style/noProcessEnv: Next replaces this very expression when it builds.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startSweeper } = await import("@/lib/wiring");
    startSweeper();
  }
}
