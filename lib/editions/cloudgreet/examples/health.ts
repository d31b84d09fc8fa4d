import { AT } from "./values";

export const healthExample = {
  response: {
    overall: "healthy" as const,
    checks: [
      {
        name: "database",
        status: "healthy" as const,
        message: "Database is healthy. Query time: 45ms",
        duration: 45,
        timestamp: AT,
      },
    ],
    timestamp: AT,
    version: "1.0.0",
    uptime: 86_400_000,
    environment: "production" as const,
  },
};
