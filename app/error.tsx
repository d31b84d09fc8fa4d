"use client";

import { Trouble } from "@/lib/ui/trouble";

export default function SiteError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main id="content">
      <Trouble retry={reset} home={{ href: "/", label: "Go to the start" }} />
    </main>
  );
}
