import { routesFor } from "@/lib/http/endpoint";
import { httpRuntime } from "@/lib/wiring";
import { cloudgreet } from "./edition";

export const { route, endpoint, unknownPath } = routesFor(cloudgreet, httpRuntime);
