import { isDeepStrictEqual } from "node:util";
import { intervalText, weekInterval } from "@/lib/domain/week-hours";
import { type AgentSetting, type AgentSettings, SETTINGS, storedSettings } from "./schema";
import { type TextPiece, textPieces } from "./text-pieces";

/** One setting that differs between two states of a receptionist. */
export interface SettingChange {
  setting: AgentSetting;
  /** The setting's name for people. */
  label: string;
  before: AgentSettings[AgentSetting] | undefined;
  after: AgentSettings[AgentSetting] | undefined;
  /** Both as text, word by word: without what was added it reads as before, without what was removed as after. */
  pieces: TextPiece[];
}

/** Where the name in the code is not how an owner would say it. */
const LABELS: Partial<Record<AgentSetting, string>> = { voiceId: "Voice" };

const words = (name: string): string => name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

const labelOf = (setting: AgentSetting): string => {
  const label = words(setting);
  return LABELS[setting] ?? label.charAt(0).toUpperCase() + label.slice(1);
};

/** A setting's value as text: a list one a line, hours of a day as "Monday 09:00–17:00", a record as "name: value". */
export function readable(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((item) => readable(item).replaceAll("\n", ", ")).join("\n");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object") return String(value);
  const interval = weekInterval.safeParse(value);
  if (interval.success) return intervalText(interval.data);
  return Object.entries(value)
    .map(([name, item]) => `${words(name)}: ${readable(item).replaceAll("\n", ", ")}`)
    .join("\n");
}

/** Where saying nothing means something. */
const UNSAID: Partial<Record<AgentSetting, string>> = { workingHours: "At any time" };

const settingText = (settings: Partial<AgentSettings>, setting: AgentSetting): string =>
  readable(settings[setting] === null ? (UNSAID[setting] ?? null) : settings[setting]);

/** What differs between two states of a receptionist, setting by setting. */
export function compareSettings(
  before: Partial<AgentSettings>,
  after: Partial<AgentSettings>,
): SettingChange[] {
  return SETTINGS.filter((setting) => !isDeepStrictEqual(before[setting], after[setting])).map((setting) => ({
    setting,
    label: labelOf(setting),
    before: before[setting],
    after: after[setting],
    pieces: textPieces(settingText(before, setting), settingText(after, setting)),
  }));
}

/** The state that a comparison leads to, from the one that it began at. */
export function applyChanges(
  before: Partial<AgentSettings>,
  changes: readonly SettingChange[],
): Partial<AgentSettings> {
  const changed = Object.fromEntries(changes.map(({ setting, after }) => [setting, after]));
  return storedSettings.parse({ ...before, ...changed });
}
