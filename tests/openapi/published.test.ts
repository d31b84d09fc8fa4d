import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { curlOf } from "@/lib/openapi/curl";
import { API_METHODS, mediaOf } from "@/lib/openapi/document";
import { publishedDocument, publishedEditions } from "@/lib/openapi/published";

const run = promisify(execFile);

describe("the published documents", () => {
  it("are those of the public folder, each as it is served", async () => {
    const files = (await readdir("public/openapi")).sort();
    expect(publishedEditions.map((name) => `${name}.json`).sort()).toEqual(files);
    for (const name of publishedEditions) {
      const text = await readFile(`public/openapi/${name}.json`, "utf8");
      expect(publishedDocument(name)).toEqual(JSON.parse(text));
    }
  });

  it.each(["hekax", "nobody", "", "toString", "__proto__", "cloudgreet.json"])("are none for %j", (name) => {
    expect(publishedDocument(name)).toBe(null);
  });
});

describe.each(publishedEditions)("the commands of %s", (name) => {
  const document = publishedDocument(name);
  const commands = Object.entries(document?.paths ?? {}).flatMap(([path, verbs]) =>
    API_METHODS.flatMap((method) => {
      const operation = verbs[method];
      if (!operation) return [];
      const { requestBody, responses } = operation;
      const example = mediaOf(requestBody?.content)?.examples?.request;
      const body = example && "value" in example ? example.value : undefined;
      const command = curlOf("http://desk.example/api", path, method, operation);
      return [{ name: `${method} ${path}`, method, body, command, responses }];
    }),
  );

  it("are one shell command each, whatever stands in the examples", async () => {
    // A curl of our own prints its arguments: the shell has taken them apart by then.
    const script = [
      "curl() { printf '%s\\0' \"$@\"; printf '\\n\\0'; }",
      ...commands.map(({ command }) => command),
    ].join("\n");
    const { stdout } = await run("/bin/sh", ["-c", script], { env: { ...process.env, TOKEN: "t0ken" } });
    const calls = stdout
      .split("\n\0")
      .slice(0, -1)
      .map((call) => call.split("\0").slice(0, -1));
    expect(calls).toHaveLength(commands.length);
    for (const [index, { name, method, body }] of commands.entries()) {
      const words = calls[index] ?? [];
      const address = words.find((word) => word.startsWith("http")) ?? "";
      expect(URL.canParse(address), name).toBe(true);
      expect(address, name).not.toMatch(/[{}…]/);
      expect(words.includes("-X") ? words[words.indexOf("-X") + 1] : "GET", name).toBe(method.toUpperCase());
      const text = words.includes("-d") ? (words[words.indexOf("-d") + 1] ?? "") : undefined;
      const isForm = text !== undefined && !text.startsWith("{");
      const sent = isForm ? Object.fromEntries(new URLSearchParams(text)) : text && JSON.parse(text);
      expect(sent, name).toEqual(body);
    }
  });
});
