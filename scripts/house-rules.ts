import { glob, readFile } from "node:fs/promises";
import ts from "typescript";

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  path: string;
  text: string;
}

const MAXIMUM_LINES = 300;
const GENERATED = new Set(["lib/db/types.ts"]);
const BANNED_NAMES = new Set(["util", "utils", "helper", "helpers", "common", "misc", "shared"]);
const EDITION_ROUTE = /^app\/api\/(cloudgreet|micro8gents|microbit|hekax|aigentable)\/.*route\.ts$/;
const MAY_HOLD_SQL = /^(lib\/domain|lib\/db|scripts|tests)\//;
const QUERY = /\b(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(<[^`]*>)?`/;

const parse = ({ path, text }: SourceFile): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

const importsOf = (source: ts.SourceFile): { from: string; isTypeOnly: boolean }[] =>
  source.statements.filter(ts.isImportDeclaration).map((statement) => {
    const clause = statement.importClause;
    const named = clause?.namedBindings;
    const areTypes =
      named !== undefined &&
      ts.isNamedImports(named) &&
      named.elements.length > 0 &&
      named.elements.every((element) => element.isTypeOnly);
    return {
      from: ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : "",
      isTypeOnly: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || areTypes,
    };
  });

function* lengthAndNames({ path, text }: SourceFile): Generator<string> {
  const lines = text.split("\n").length - 1;
  if (lines >= MAXIMUM_LINES && !GENERATED.has(path)) {
    yield `${lines} lines; a file has fewer than ${MAXIMUM_LINES}`;
  }
  const banned = path.split("/").find((part) => BANNED_NAMES.has(part.replace(/\..*$/, "").toLowerCase()));
  if (banned) yield `"${banned}" says nothing about what is inside; name it by what it does`;
}

function* sqlOutsideItsPlace(file: SourceFile): Generator<string> {
  if (MAY_HOLD_SQL.test(file.path)) return;
  if (importsOf(parse(file)).some(({ from, isTypeOnly }) => !isTypeOnly && /^(kysely|pg)$/.test(from))) {
    yield "only lib/domain and lib/db may import kysely or pg";
  }
  if (QUERY.test(file.text)) yield "a query outside lib/domain and lib/db";
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** A route file of an edition promises and does nothing else: imports, then one export of `endpoint(…)`. */
function* routeOnly(file: SourceFile): Generator<string> {
  if (!EDITION_ROUTE.test(file.path)) return;
  const rest = parse(file).statements.filter((statement) => !ts.isImportDeclaration(statement));
  if (rest.length !== 1 || !rest[0] || !isExported(rest[0]) || !ts.isVariableStatement(rest[0])) {
    yield "a route file holds `export const { GET, … } = endpoint({ … })` and nothing else";
  }
}

function* clientImports(file: SourceFile): Generator<string> {
  const source = parse(file);
  const first = source.statements[0];
  const isClient =
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === "use client";
  if (!isClient) return;
  for (const { from, isTypeOnly } of importsOf(source)) {
    if (!isTypeOnly && /^@\/lib\/(domain|http|wiring|db|providers|env|log|secrets)/.test(from)) {
      yield `a client component may take only types from ${from}`;
    }
  }
}

const RULES = [lengthAndNames, sqlOutsideItsPlace, routeOnly, clientImports];

/** What the house rules have against a file; empty when nothing. */
export const complaintsAbout = (file: SourceFile): string[] =>
  RULES.flatMap((rule) => [...rule(file)].map((complaint) => `${file.path}: ${complaint}`));

/** Checks every source file of the repository. */
export async function checkHouseRules(): Promise<{ files: number; complaints: string[] }> {
  const paths: string[] = [];
  for await (const path of glob("{app,lib,scripts,tests}/**/*.{ts,tsx,mjs,cjs}")) {
    paths.push(path.replaceAll("\\", "/"));
  }
  const files = await Promise.all(
    paths.sort().map(async (path) => ({ path, text: await readFile(path, "utf8") })),
  );
  return { files: files.length, complaints: files.flatMap(complaintsAbout) };
}
