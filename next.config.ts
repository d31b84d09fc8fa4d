import type { NextConfig } from "next";

const EDITIONS = ["cloudgreet", "micro8gents", "microbit", "hekax", "aigentable"];
const defaultEdition = process.env.DEFAULT_EDITION || "cloudgreet";

// Paths below /api that belong to the product itself and to no edition.
const NEXT_AUTH = "auth/(?:signin|signout|session|csrf|providers|callback|error|verify-request|_log)(?:/|$)";
const DOORS =
  "webhooks/(?:telnyx|retell|stripe|twilio|meta|n8n)$|(?:tools|widget|cron|oauth|files|unsubscribe)/|live$";
const PREFIXED = `(?:${EDITIONS.join("|")})(?:/|$)`;

const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(self)" },
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
  {
    key: "Content-Security-Policy",
    value: [
      "default-src 'self'",
      // Next's own bootstrap scripts are inline; user text never reaches a script.
      `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "media-src 'self' blob:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join("; "),
  },
];

// The same for everybody and without a credential, so that any site's tools may read it.
const OPENAPI_HEADERS = [
  { key: "Cache-Control", value: "public, max-age=300" },
  { key: "Access-Control-Allow-Origin", value: "*" },
];

const config: NextConfig = {
  serverExternalPackages: ["@electric-sql/pglite", "@node-rs/argon2", "pg", "pino", "twilio"],
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks the types; a user's first build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // A fifth of a build goes into what only the next one reads; a CI machine makes none, but Vercel keeps it.
  experimental: { turbopackFileSystemCacheForBuild: !process.env.CI || Boolean(process.env.VERCEL) },
  headers: async () => [
    { source: "/:path*", headers: SECURITY_HEADERS },
    ...["/api/openapi.json", "/api/:edition/openapi.json", "/openapi/:edition.json"].map((source) => ({
      source,
      headers: OPENAPI_HEADERS,
    })),
  ],
  // An edition is chosen by path prefix, by host name, or is the default one on the bare host.
  rewrites: async () => ({
    beforeFiles: [
      ...EDITIONS.map((edition) => ({
        source: `/api/:path((?!${PREFIXED}).*)`,
        has: [{ type: "host" as const, value: `${edition}\\..+` }],
        destination: `/api/${edition}/:path`,
      })),
      {
        source: `/api/:path((?!${PREFIXED}|${NEXT_AUTH}|${DOORS}).*)`,
        destination: `/api/${defaultEdition}/:path`,
      },
      // After the edition is chosen: its OpenAPI document is a file.
      {
        source: `/api/:edition(${EDITIONS.join("|")})/openapi.json`,
        destination: "/openapi/:edition.json",
      },
    ],
    afterFiles: [],
    fallback: [],
  }),
};

export default config;
