import { routesFor } from "@/lib/http/endpoint";
import { httpRuntime } from "@/lib/wiring";
import { microbit } from "./edition";

export const { route, endpoint, unknownPath } = routesFor(microbit, httpRuntime);
export { messageJson, say } from "@/lib/http/wire";
