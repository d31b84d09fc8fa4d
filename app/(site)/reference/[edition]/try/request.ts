import type { TryField } from "@/lib/openapi/prefill";

/** With what a trial is sent: the cookie of whoever is signed in, a token or key, or nothing. */
export type Sender = { kind: "session" } | { kind: "token"; token: string } | { kind: "nobody" };

export interface Draft {
  method: string;
  /** Below this site, with `{id}` and the like in it. */
  path: string;
  fields: readonly TryField[];
  values: Readonly<Record<string, string>>;
  body: string | null;
}

/** Whether a text can go into a header: no browser sends more than these signs. */
export const isHeaderText = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** What keeps a draft from being sent, by field: an empty part of the address, or one that would lead elsewhere. */
export function obstacles({ fields, values }: Draft): Record<string, string> {
  const found = fields.flatMap(({ name, place }): [string, string][] => {
    const value = (values[name] ?? "").trim();
    if (place === "path" && /^\.{0,2}$/.test(value))
      return [[name, `Fill in ${name}: it is part of the address.`]];
    if (place === "header" && !isHeaderText(value))
      return [[name, "Use plain letters, digits and signs only."]];
    return [];
  });
  return Object.fromEntries(found);
}

/** The request of a trial, to this site only: address and options for `fetch`. */
export function requestOf(draft: Draft, sender: Sender): { address: string; init: RequestInit } {
  const given = (name: string) => (draft.values[name] ?? "").trim();
  const sent = draft.fields.filter(({ name, place }) => place !== "path" && given(name) !== "");
  const query = new URLSearchParams(
    sent.filter(({ place }) => place === "query").map(({ name }) => [name, given(name)]),
  ).toString();
  const path = draft.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given(name)));
  const headers = new Headers({ Accept: "application/json" });
  for (const { name, place } of sent) if (place === "header") headers.set(name, given(name));
  if (draft.body !== null) headers.set("Content-Type", "application/json");
  if (sender.kind === "token") headers.set("Authorization", `Bearer ${sender.token}`);
  return {
    address: query ? `${path}?${query}` : path,
    init: {
      method: draft.method.toUpperCase(),
      headers,
      body: draft.body,
      // Without the cookie, an answer is what a client of the API would get.
      credentials: sender.kind === "session" ? "same-origin" : "omit",
      redirect: "manual",
      cache: "no-store",
    },
  };
}
