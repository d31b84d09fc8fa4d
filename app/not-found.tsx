import type { Metadata } from "next";
import { NotHere } from "@/lib/ui/not-here";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="content">
      <NotHere home={{ href: "/", label: "Go to the start" }} />
    </main>
  );
}
