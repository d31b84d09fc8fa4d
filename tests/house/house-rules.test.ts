import { describe, expect, it } from "vitest";
import { complaintsAbout } from "../../scripts/house-rules";

const about = (path: string, text: string) => complaintsAbout({ path, text });
const ROUTE = "app/api/cloudgreet/leads/route.ts";

describe("house rules", () => {
  it("let a plain file pass", () => {
    expect(about("lib/domain/leads/get-lead.ts", "export const one = 1;\n")).toEqual([]);
  });

  it("stop a file of 300 lines, except a generated one", () => {
    expect(about("lib/domain/leads/get-lead.ts", "\n".repeat(300))).toHaveLength(1);
    expect(about("lib/domain/leads/get-lead.ts", "\n".repeat(299))).toEqual([]);
    expect(about("lib/db/types.ts", "\n".repeat(900))).toEqual([]);
  });

  it.each(["lib/utils/a.ts", "lib/http/helpers.ts", "lib/ui/Common.tsx", "app/shared/x.ts"])(
    "stop the name %s",
    (path) => {
      expect(about(path, "")).toHaveLength(1);
    },
  );

  it("keep queries in the domain and the database", () => {
    const query = 'trx.selectFrom("leads")';
    expect(about("lib/http/limits.ts", query)).toHaveLength(1);
    expect(about("app/(dashboard)/home/page.tsx", "sql<{ id: string }>`select 1`")).toHaveLength(1);
    expect(about("lib/wiring/a.ts", 'import { sql } from "kysely";')).toHaveLength(1);
    expect(about("lib/domain/leads/a.ts", query)).toEqual([]);
  });

  it("keep route files to one export", () => {
    const good =
      'import { endpoint } from "@/lib/editions/cloudgreet";\nexport const { GET } = endpoint({});\n';
    expect(about(ROUTE, good)).toEqual([]);
    expect(about(ROUTE, `${good}const more = 1;\n`)).toHaveLength(1);
    expect(about(ROUTE, "export function GET() {}\n")).toHaveLength(1);
  });

  it("keep the server out of client components", () => {
    const client = (line: string) => about("lib/ui/a.tsx", `"use client";\n${line}\n`);
    expect(client('import { bookAppointment } from "@/lib/domain/appointments";')).toHaveLength(1);
    expect(client('import { env } from "@/lib/env";')).toHaveLength(1);
    expect(client('import type { Appointment } from "@/lib/domain/appointments";')).toEqual([]);
    expect(client('import { type Call, type Turn } from "@/lib/domain/calls";')).toEqual([]);
  });
});
