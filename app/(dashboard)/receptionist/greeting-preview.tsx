import { Text } from "@mantine/core";
import classes from "./receptionist.module.css";

/** How a greeting sounds with the name of the business in it. */
export function GreetingPreview({ greeting, businessName }: { greeting: string; businessName: string }) {
  const spoken = greeting.trim().replaceAll("{{business_name}}", businessName);
  return (
    <div className={classes.preview}>
      <Text size="sm" c="dimmed" mb={4}>
        Callers hear first
      </Text>
      <p className={classes.spoken}>
        {spoken || `Thanks for calling ${businessName}. How can I help you today?`}
      </p>
    </div>
  );
}
