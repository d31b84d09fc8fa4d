import { routesFor } from "@/lib/http/endpoint";
import { httpRuntime } from "@/lib/wiring";
import { micro8gents } from "./edition";

export const { route, endpoint, unknownPath } = routesFor(micro8gents, httpRuntime);
export { messageJson, say } from "@/lib/http/wire";
