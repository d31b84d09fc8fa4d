import { unknownPath } from "@/lib/editions/micro8gents";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = unknownPath();
