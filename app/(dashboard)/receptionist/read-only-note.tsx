import { Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import classes from "./receptionist.module.css";

/** Says to whoever may only read why nothing here can be changed. */
export function ReadOnlyNote() {
  return (
    <Text size="sm" className={classes.readOnly}>
      <IconLock size={16} stroke={1.7} aria-hidden="true" />
      You can read this. Owners, admins and managers of the business can change it.
    </Text>
  );
}
