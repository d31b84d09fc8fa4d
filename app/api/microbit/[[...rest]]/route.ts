import { unknownPath } from "@/lib/editions/microbit";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = unknownPath();
