// Who may import whom (docs/architecture.md). Each row lists everything of ours that a place may import; the rest is refused.
const EDITIONS = "cloudgreet|micro8gents|microbit|hekax|aigentable";
const DOCUMENTED_DOORS = `^app/api/(${EDITIONS})/(health|.*webhooks?)/`;
const ROOM_DOORS = "^lib/domain/[^/]+/index\\.ts$";
const DOMAIN_GROUND = "^lib/domain/[^/]+\\.ts$";
const GROUND = "^lib/(env|log|secrets|sealed|signed)\\.ts$";

const ALLOWED = [
  {
    name: "edition-route",
    why: "A route file says what is promised: its own edition, the doors of the domain, the caller's business.",
    from: `^app/api/(${EDITIONS})/`,
    except: DOCUMENTED_DOORS,
    to: ["^app/api/$1/", "^lib/editions/$1/", ROOM_DOORS, "^lib/domain/context\\.ts$"],
  },
  {
    name: "edition-door",
    why: "A documented webhook or health path leads to the handler that every edition shares.",
    from: DOCUMENTED_DOORS,
    to: ["^lib/editions/$1/", "^lib/wiring/index\\.ts$"],
  },
  {
    name: "door",
    why: "Webhooks, tools, cron and live updates go through the pipeline into domain verbs.",
    from: `^app/api/(?!${EDITIONS})`,
    to: ["^app/api/", "^lib/http/", ROOM_DOORS, DOMAIN_GROUND, "^lib/wiring/", GROUND],
  },
  {
    name: "page",
    why: "Pages fetch through domain verbs and render; they hold no business rules.",
    from: "^app/(?!api/)",
    to: [
      "^app/(?!api/)",
      "^lib/ui/",
      ROOM_DOORS,
      DOMAIN_GROUND,
      "^lib/http/session\\.ts$",
      "^lib/openapi/",
      "^lib/wiring/",
      GROUND,
    ],
  },
  {
    name: "ui",
    why: "Components know the domain's types and nothing of how they are stored or sent.",
    from: "^lib/ui/",
    to: ["^lib/ui/", ROOM_DOORS, DOMAIN_GROUND, "^lib/log\\.ts$"],
  },
  {
    name: "edition",
    why: "An edition words one contract; it never knows another.",
    from: "^lib/editions/([^/]+)/",
    to: ["^lib/editions/$1/", "^lib/http/", ROOM_DOORS, DOMAIN_GROUND, "^lib/wiring/", GROUND],
  },
  {
    name: "http",
    why: "The pipeline knows callers, errors and permissions, not what the product does or where it is stored.",
    from: "^lib/http/",
    to: ["^lib/http/", DOMAIN_GROUND, "^lib/domain/inbox/index\\.ts$", GROUND],
  },
  {
    name: "openapi",
    why: "An OpenAPI document is made of what the pipeline and an edition's routes say of themselves.",
    from: "^lib/openapi/",
    to: ["^lib/openapi/", "^lib/http/", DOMAIN_GROUND, GROUND],
  },
  {
    name: "room",
    why: "Rooms of the domain meet at their doors only.",
    from: "^lib/domain/([^/]+)/",
    to: ["^lib/domain/$1/", ROOM_DOORS, DOMAIN_GROUND, "^lib/db/", GROUND],
  },
  {
    name: "domain-ground",
    why: "Context, errors and events lie below every room.",
    from: DOMAIN_GROUND,
    to: [DOMAIN_GROUND, "^lib/db/", GROUND],
  },
  {
    name: "provider",
    why: "A vendor's adapter implements a port of the domain and knows no other vendor.",
    from: "^lib/providers/(?!emulat)([^/]+)/",
    to: [
      "^lib/providers/$1/",
      "^lib/providers/[^/]+\\.ts$",
      "^lib/providers/emulation/",
      "^lib/domain/ports\\.ts$",
      GROUND,
    ],
  },
  {
    name: "emulation",
    why: "Emulators play the vendors' side of the wire with the brain they are handed; they never see the domain.",
    from: "^lib/providers/(emulat[^/]*/|[^/]+\\.ts$)",
    to: ["^lib/providers/", "^lib/domain/ports\\.ts$", GROUND],
  },
  { name: "db", why: "The database knows no domain.", from: "^lib/db/", to: ["^lib/db/", GROUND] },
  { name: "ground", why: "Environment, log and secrets stand on nothing.", from: GROUND, to: [GROUND] },
  {
    name: "wiring",
    why: "The composition root picks adapters for ports; it knows everything but pages, routes and editions.",
    from: "^lib/wiring/",
    to: ["^lib/(?!editions|ui)", "^package\\.json$"],
  },
];

const DOMAIN_PACKAGES =
  "node_modules/(kysely|zod|pg|temporal-polyfill|libphonenumber-js|jose|@node-rs/argon2|chrono-node|ical-generator|fast-check)/";

module.exports = {
  forbidden: [
    ...ALLOWED.map(({ name, why, from, except, to }) => ({
      name,
      comment: why,
      severity: "error",
      from: { path: from, ...(except ? { pathNot: except } : {}) },
      to: { path: "^(lib|app|scripts|tests)/", pathNot: to },
    })),
    {
      name: "domain-packages",
      comment: "The domain knows no Next, no React and no vendor: what it may use is listed here.",
      severity: "error",
      from: { path: "^lib/domain/" },
      to: { path: "node_modules", pathNot: DOMAIN_PACKAGES },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or hide a third.",
      severity: "error",
      from: { path: "^(lib|app|scripts)/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "An import that resolves to nothing.",
      severity: "error",
      from: { path: "^(lib|app|scripts|tests)/" },
      to: { couldNotResolve: true },
    },
    {
      name: "no-test-packages",
      comment: "What ships may not need what only tests install.",
      severity: "error",
      from: { path: "^(lib|app)/" },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "node_modules/@types/",
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.module\\.css$|^\\.next/|\\.next/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json"],
    },
  },
};
