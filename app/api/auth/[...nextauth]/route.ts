import { authHandler } from "@/lib/wiring";

export { authHandler as GET, authHandler as POST };
