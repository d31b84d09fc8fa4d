"use client";

import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import Link, { type LinkProps } from "next/link";
import type { ReactNode } from "react";

type Target = Pick<LinkProps, "href" | "prefetch" | "replace" | "scroll"> & {
  children: ReactNode;
  "aria-label"?: string;
  draggable?: boolean;
};

/** A link in running text; usable from server components. */
export function TextLink(props: AnchorProps & Target) {
  return <Anchor component={Link} {...props} />;
}

/** A link that looks like a button; usable from server components. */
export function LinkButton(props: ButtonProps & Target) {
  return <Button component={Link} {...props} />;
}
