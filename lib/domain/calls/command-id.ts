import { derivedUuid } from "@/lib/domain/ids";

/** The id of a command to a call: repeating the command repeats the id. */
export const commandId = (callId: string, command: string): string => derivedUuid(`${callId}:${command}`);
