import { unknownPath } from "@/lib/editions/cloudgreet";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = unknownPath();
