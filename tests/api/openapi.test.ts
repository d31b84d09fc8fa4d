import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { allRoutes } from "@/scripts/api-routes";
import { openApiFiles } from "@/scripts/openapi/files";

const PUBLISHED: Record<string, string[]> = {
  cloudgreet: [
    "get /health",
    "post /auth/login",
    "post /auth/register",
    "post /auth/forgot-password",
    "post /auth/reset-password",
    "get /businesses",
    "post /businesses",
    "get /businesses/{id}",
    "put /businesses/{id}",
    "get /leads",
    "post /leads",
    "get /leads/{id}",
    "put /leads/{id}",
    "post /leads/{id}/qualify",
    "get /agents",
    "post /agents",
    "post /agents/{id}/start",
    "post /agents/{id}/stop",
    "get /agents/{id}/status",
    "get /sms",
    "post /sms",
    "get /emails",
    "post /emails",
    "get /appointments",
    "post /appointments",
    "get /appointments/{id}",
    "put /appointments/{id}",
    "delete /appointments/{id}",
    "post /appointments/{id}/remind",
    "get /analytics/overview",
    "get /analytics/leads/scored",
    "get /calls",
    "post /webrtc/webhook",
    "post /sms/webhook",
    "post /retell/webhook",
  ],
  micro8gents: [
    "get /integrations",
    "post /integrations",
    "put /integrations/{id}",
    "delete /integrations/{id}",
    "post /webhooks/twilio",
    "get /calls",
    "get /calls/{id}",
    "post /calls",
    "get /dashboard/stats",
    "get /subscriptions/current",
    "post /subscriptions",
    "put /subscriptions/{id}",
    "post /subscriptions/checkout",
    "post /subscriptions/billing-portal",
    "post /webhooks/stripe",
    "post /webhooks/n8n",
    "post /auth/register",
    "post /auth/login",
    "post /auth/logout",
    "get /auth/me",
    "get /business/info",
    "put /business/info",
    "get /business/hours",
    "put /business/hours",
    "get /business/faqs",
    "put /business/faqs",
    "get /bookings",
    "get /bookings/{id}",
    "post /bookings",
    "put /bookings/{id}",
    "delete /bookings/{id}",
  ],
  microbit: [
    "get /v1/workspaces",
    "post /v1/workspaces",
    "get /v1/workspaces/{workspaceId}",
    "put /v1/workspaces/{workspaceId}",
    "delete /v1/workspaces/{workspaceId}",
    "get /v1/workspaces/{workspaceId}/members",
    "put /v1/workspaces/{workspaceId}/members/{memberId}/role",
    "delete /v1/workspaces/{workspaceId}/members/{memberId}",
    "get /v1/workspaces/{workspaceId}/invitations",
    "post /v1/workspaces/{workspaceId}/invitations",
    "delete /v1/workspaces/{workspaceId}/invitations/{invitationId}",
    "get /v1/invitations/pending",
    "post /v1/invitations/{id}/accept",
    "post /v1/invitations/{id}/decline",
    "post /v1/auth/register",
    "post /v1/auth/login",
    "post /v1/auth/refresh",
    "post /v1/auth/logout",
    "get /v1/auth/me",
    "post /v1/auth/change-password",
    "put /v1/users/me",
    "get /v1/settings",
    "put /v1/settings",
    "post /v1/settings/test-smtp",
    "post /v1/settings/test-callerai",
    "get /v1/workspaces/{workspaceId}/assistants",
    "post /v1/workspaces/{workspaceId}/assistants",
    "get /v1/workspaces/{workspaceId}/assistants/{id}",
    "put /v1/workspaces/{workspaceId}/assistants/{id}",
    "delete /v1/workspaces/{workspaceId}/assistants/{id}",
    "put /v1/workspaces/{workspaceId}/assistants/{id}/voice",
    "get /v1/callerai/phone-numbers",
    "get /v1/callerai/voices/{language}",
    "get /v1/callerai/provider-configs",
    "get /v1/workspaces/{workspaceId}/calendars",
    "post /v1/workspaces/{workspaceId}/calendars",
    "get /v1/workspaces/{workspaceId}/calendars/{id}",
    "put /v1/workspaces/{workspaceId}/calendars/{id}",
    "delete /v1/workspaces/{workspaceId}/calendars/{id}",
    "get /v1/calendars/{calendarId}/time-slots",
    "post /v1/calendars/{calendarId}/time-slots",
    "put /v1/calendars/{calendarId}/time-slots/{id}",
    "delete /v1/calendars/{calendarId}/time-slots/{id}",
    "get /v1/calendars/{calendarId}/available-slots",
    "get /v1/workspaces/{workspaceId}/appointments",
    "post /v1/calendars/{calendarId}/appointments",
    "put /v1/appointments/{id}/cancel",
  ],
};

const files = await openApiFiles();
const served = (await allRoutes()).filter(
  ({ isRefusal, handler }) => !isRefusal && handler.edition.reference,
);

describe.each(files)("$file", ({ document, text }) => {
  const name = document.servers[0]?.url.replace("/api/", "") ?? "";
  const operations = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
  );

  it("is valid OpenAPI 3.1", async () => {
    expect(await new Validator().validate(JSON.parse(text))).toEqual({ valid: true });
  });

  it("has what the published document lists, and nothing else", () => {
    const names = operations.map((operation) => operation.name);
    expect(names.toSorted()).toEqual(PUBLISHED[name]?.toSorted());
  });

  it("names every operation once, and every part of a path is a parameter", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, path, operation } of operations) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const named = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
      expect(
        named.map((parameter) => parameter.name),
        name,
      ).toEqual(parts);
    }
  });

  it("counts a vendor's webhooks by the limit of webhooks alone, as the pipeline does", () => {
    const signed = operations.filter(({ operation }) => operation["x-signed-by-sender"]);
    expect(signed.length > 0).toBe(name !== "microbit");
    const webhooks = operations.filter(({ path }) => /webhook/.test(path));
    expect(signed.map(({ name }) => name)).toEqual(webhooks.map(({ name }) => name));
    for (const { name, operation } of signed) {
      expect(operation["x-rate-limits"], name).toEqual([
        { per: "address", limit: 10_000, windowSeconds: expect.any(Number) },
      ]);
    }
  });

  it("leads to what it refers to", () => {
    const there = Object.entries(document.components).flatMap(([group, entries]) =>
      Object.keys(entries).map((entry) => `#/components/${group}/${entry}`),
    );
    const meant = new Set([...text.matchAll(/"(#\/components\/[^"]+)"/g)].map((match) => match[1] ?? ""));
    expect(meant.size).toBeGreaterThan(10);
    expect([...meant].filter((address) => !there.includes(address))).toEqual([]);
  });
});

describe("the errors of an edition", () => {
  it.each(files)("$file: every example keeps to the edition's own schema", ({ document }) => {
    const examples = Object.entries(document.components.examples);
    expect(examples.length).toBeGreaterThan(10);
    const edition = served.find(({ edition }) => document.servers[0]?.url === `/api/${edition}`)?.handler
      .edition;
    for (const [name, { value }] of examples) {
      expect(edition?.reference?.failure.safeParse(value).error, name).toBeUndefined();
      expect(edition?.reference?.failure.safeParse(value).success, name).toBe(true);
    }
  });
});

describe("the examples of a route keep to its schemas", () => {
  const shown = served.filter(({ handler }) => handler.doc.example);
  it.each(shown.map((route) => [route.name, route] as const))("%s", (_, { handler }) => {
    const { body, response, example } = handler.doc;
    expect(response.safeParse(example?.response).error).toBeUndefined();
    if (body) expect(body.safeParse(example?.body).error).toBeUndefined();
  });
});
