const KEPT = new Set(["PATH", "HOME", "TMPDIR", "LANG"]);

/** What a fresh machine sets, and what is given: no variable of this machine or the test runner gets through. */
export function bareEnvironment(given: Record<string, string> = {}): NodeJS.ProcessEnv {
  const bare = { ...process.env };
  for (const name of Object.keys(bare)) {
    if (!KEPT.has(name)) delete bare[name];
  }
  return { ...bare, ...given };
}
