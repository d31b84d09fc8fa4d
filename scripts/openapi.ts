import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { openApiFiles } from "./openapi/files";

/** Writes public/openapi/<edition>.json; with --check, says instead which of them is not in step with the routes. */
const isCheck = process.argv.includes("--check");
const stale: string[] = [];
for (const { file, text } of await openApiFiles()) {
  const before = await readFile(file, "utf8").catch(() => "");
  if (before === text) continue;
  stale.push(file);
  if (isCheck) continue;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
if (isCheck && stale.length > 0) {
  console.error(`${stale.join(", ")}: not in step with app/api. Run: npm run types`);
  process.exit(1);
}
process.exit(0);
