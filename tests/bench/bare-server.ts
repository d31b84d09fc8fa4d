// Serves tests/bench/bare-app as scripts/server.ts serves the product: node:http and Next's request handler.
import "next/dist/server/node-environment-baseline";

import { createServer } from "node:http";
import next from "next";

const port = Number(process.env.PORT);
const app = next({ dev: false, dir: "tests/bench/bare-app", port, hostname: "localhost" });
await app.prepare();
const handle = app.getRequestHandler();
createServer((request, response) => void handle(request, response)).listen(port);
