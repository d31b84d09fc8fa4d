import { NotHere } from "@/lib/ui/not-here";

export default function DashboardNotFound() {
  return <NotHere home={{ href: "/home", label: "Go to Home" }} />;
}
