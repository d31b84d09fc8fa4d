"use client";

import { PasswordInput, Radio, Stack, Text } from "@mantine/core";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { TextLink } from "@/lib/ui/links";
import { isHeaderText, type Sender } from "./request";

/** Whoever is signed in, in words: the business, else the person. */
export interface SignedIn {
  name: string;
}

interface Desk {
  signedIn: SignedIn | null;
  kind: Sender["kind"];
  setKind(kind: Sender["kind"]): void;
  token: string;
  setToken(token: string): void;
  sender: Sender;
}

const DeskContext = createContext<Desk | null>(null);

/** What every trial of the page is sent with. A pasted token stays in this page's memory and is gone with it. */
export function TryDesk({ signedIn, children }: { signedIn: SignedIn | null; children: ReactNode }) {
  const [kind, setKind] = useState<Sender["kind"]>(signedIn ? "session" : "nobody");
  const [token, setToken] = useState("");
  const desk = useMemo((): Desk => {
    const pasted = token.trim();
    const sender: Sender =
      kind === "token"
        ? pasted && isHeaderText(pasted)
          ? { kind, token: pasted }
          : { kind: "nobody" }
        : { kind };
    return { signedIn, kind, setKind, token, setToken, sender };
  }, [signedIn, kind, token]);
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useTryDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("Trials are held inside TryDesk");
  return desk;
}

const KINDS: readonly Sender["kind"][] = ["session", "token", "nobody"];

/** The choice of who sends the requests that are tried on this page. */
export function SenderChoice({ returnTo }: { returnTo: string }) {
  const { signedIn, kind, setKind, token, setToken } = useTryDesk();
  return (
    <Stack gap="sm">
      <Radio.Group
        value={kind}
        onChange={(value) => setKind(KINDS.find((candidate) => candidate === value) ?? "nobody")}
        label="Requests that you try on this page are sent"
      >
        <Stack gap={10} mt={8}>
          <Radio
            value="session"
            disabled={!signedIn}
            label={signedIn ? `as ${signedIn.name}, signed in here` : "as whoever is signed in: nobody is"}
          />
          <Radio value="token" label="with an access token or API key" />
          <Radio value="nobody" label="without a credential" />
        </Stack>
      </Radio.Group>
      {kind === "token" ? (
        <PasswordInput
          label="Access token or API key"
          description="It stays on this page until you leave it, and goes to this server only."
          autoComplete="off"
          error={
            isHeaderText(token.trim()) ? null : "No token or key has such characters. Copy it once more."
          }
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Show the token" }}
          maw={520}
        />
      ) : null}
      {signedIn ? null : (
        <Text size="sm" c="dimmed">
          <TextLink href={`/sign-in?next=${encodeURIComponent(returnTo)}`} underline="always">
            Sign in
          </TextLink>{" "}
          to try requests with your own business.
        </Text>
      )}
    </Stack>
  );
}
