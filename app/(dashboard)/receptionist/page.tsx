import { redirect } from "next/navigation";

export default function ReceptionistPage() {
  redirect("/receptionist/hours");
}
