"use client";

import { Trouble } from "@/lib/ui/trouble";

export default function DashboardError({ reset }: { error: Error; reset: () => void }) {
  return <Trouble retry={reset} home={{ href: "/home", label: "Go to Home" }} />;
}
