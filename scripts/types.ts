import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { databaseTemplate, extensions } from "@/lib/db/embedded";

const OUT = path.join(process.cwd(), "lib/db/types.ts");
const isCheck = process.argv.includes("--check");

const lite = await PGlite.create({
  extensions,
  loadDataDir: await databaseTemplate(),
});
const server = new PGLiteSocketServer({ db: lite, port: 0, host: "127.0.0.1", maxConnections: 20 });
await server.start();
const address = server.getServerConn();
const before = await readFile(OUT, "utf8").catch(() => "");
const target = isCheck ? path.join(process.cwd(), "node_modules/.cache/frontdesk/types.ts") : OUT;
await promisify(execFile)(process.execPath, [
  "node_modules/kysely-codegen/dist/cli/bin.js",
  "--dialect=postgres",
  `--url=postgres://postgres:postgres@${address}/postgres?sslmode=disable`,
  `--out-file=${target}`,
  "--include-pattern=public.*",
  "--date-parser=string",
  "--numeric-parser=number",
  '--type-mapping={"int8":"number","timestamp":"string"}',
]);
await server.stop();
await lite.close();
const after = await readFile(target, "utf8");
if (isCheck && after !== before) {
  console.error("lib/db/types.ts is not in step with supabase/migrations. Run: npm run types");
  process.exit(1);
}
await writeFile(OUT, after);
