import type { ReactNode } from "react";
import { ProductFrame } from "@/lib/ui/product-frame";

export default function SiteLayout({ children }: { children: ReactNode }) {
  return <ProductFrame>{children}</ProductFrame>;
}
