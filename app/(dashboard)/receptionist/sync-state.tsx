import { Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconClock, IconPlugConnectedX } from "@tabler/icons-react";
import type { Agent } from "@/lib/domain/agents";
import classes from "./receptionist.module.css";

function stateOf({ syncStatus, syncedVersion, syncError, version }: Agent, isConfigured: boolean) {
  if (!isConfigured) {
    return {
      icon: IconPlugConnectedX,
      title: "No voice is connected",
      text: "It can speak once Retell is connected. What you save and publish here is kept until then.",
    };
  }
  if (syncStatus === "error") {
    const spoken = syncedVersion === null ? "" : ` Callers hear version ${syncedVersion} until then.`;
    return {
      icon: IconAlertTriangle,
      title: `Retell did not take version ${version}`,
      text: `Its answer: ${syncError ?? "none"}.${spoken} Change what it names, save and publish again.`,
    };
  }
  if (syncStatus === "pending") {
    return {
      icon: IconClock,
      title: `Version ${version} is on its way to the phone`,
      text:
        syncedVersion === null
          ? "It is being set up at Retell. This takes a moment."
          : `Callers hear version ${syncedVersion} until it has arrived, usually a moment.`,
    };
  }
  if (syncError !== null) {
    return {
      icon: IconAlertTriangle,
      title: `Version ${version} is on the phone, with the usual voice`,
      text: syncError,
    };
  }
  return {
    icon: IconCircleCheck,
    title: `Version ${version} is on the phone`,
    text: "What is published is what callers hear.",
  };
}

/** Whether the voice vendor speaks what is live, in plain words. */
export function SyncState({ agent, isConfigured }: { agent: Agent; isConfigured: boolean }) {
  const { icon: Icon, title, text } = stateOf(agent, isConfigured);
  return (
    <div className={classes.sync} role="status">
      <Icon size={22} stroke={1.6} aria-hidden="true" />
      <div>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed" mt={2}>
          {text}
        </Text>
      </div>
    </div>
  );
}
