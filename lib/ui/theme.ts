import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const FONTS =
  'ui-sans-serif, -apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", Arial, sans-serif';

const lagoon: MantineColorsTuple = [
  "#eef8f6",
  "#d8efea",
  "#b0ddd5",
  "#82c8bd",
  "#57b1a5",
  "#349b8e",
  "#1f8478",
  "#166d63",
  "#115850",
  "#0c4640",
];

/** Greys with a trace of the accent, dark enough from 6 on to be text on every light surface. */
const gray: MantineColorsTuple = [
  "#f7f8f8",
  "#f0f2f2",
  "#e6e9e8",
  "#dadedd",
  "#c5cbc9",
  "#9fa8a5",
  "#5d6765",
  "#454e4c",
  "#2e3533",
  "#1a201f",
];

/** Mantine reads 0 as text, 2 as dimmed text, 4 as borders, 6 as raised surface, 7 as page. */
const dark: MantineColorsTuple = [
  "#dfe4e3",
  "#c3cac8",
  "#a3adaa",
  "#7c8784",
  "#38413f",
  "#2a3230",
  "#1f2625",
  "#161c1b",
  "#111615",
  "#0b0f0e",
];

/** Mantine's reds and oranges, darkened at the end until they carry white text and read on their own tint. */
const red: MantineColorsTuple = [
  "#fff3f2",
  "#fde3e1",
  "#f9c6c2",
  "#f3a19b",
  "#ec7b73",
  "#e0564d",
  "#cf3a31",
  "#bd2c24",
  "#a3231c",
  "#831a15",
];
const orange: MantineColorsTuple = [
  "#fff6ec",
  "#fdead3",
  "#fad3a5",
  "#f6b66f",
  "#f19a41",
  "#e58320",
  "#cc6d10",
  "#a9570b",
  "#8f490a",
  "#773b08",
];

/** The look of every page: one accent, quiet greys, soft corners, the reader's own system font. */
export const theme = createTheme({
  primaryColor: "lagoon",
  primaryShade: { light: 7, dark: 7 },
  colors: { lagoon, gray, dark, red, orange },
  black: "#16201e",
  fontFamily: FONTS,
  headings: {
    fontFamily: FONTS,
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.625rem", lineHeight: "1.25" },
      h2: { fontSize: "1.0625rem", lineHeight: "1.35" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        radius: "lg",
        padding: "lg",
        closeButtonProps: { "aria-label": "Close" },
        overlayProps: { backgroundOpacity: 0.45 },
        // A dialog's header is a <header>, which would count as a second banner of the page.
        attributes: { header: { role: "presentation" } },
      },
      styles: { title: { fontSize: "1.125rem", fontWeight: 650 } },
    },
    Drawer: {
      defaultProps: {
        closeButtonProps: { "aria-label": "Close" },
        attributes: { header: { role: "presentation" } },
      },
    },
    Badge: { defaultProps: { radius: "sm", tt: "none", fw: 550 } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Skeleton: { defaultProps: { radius: "md" } },
  },
});

/** Colours that Mantine has no name for, and those of its own that fail contrast on our surfaces. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--fd-page": "#f5f7f6",
    "--fd-surface": "#ffffff",
    "--fd-sunken": "#f0f3f2",
    "--fd-line": "#e1e6e4",
    "--fd-line-strong": "#cdd4d2",
    "--fd-soft": "#56605e",
    "--fd-accent-soft": "#e3f2ef",
    "--fd-accent-ink": "#0f5a52",
    "--fd-shadow": "0 1px 2px rgb(22 32 30 / 4%), 0 6px 20px -12px rgb(22 32 30 / 12%)",
    "--mantine-color-dimmed": "var(--fd-soft)",
    "--mantine-color-placeholder": "#6a7472",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-default-border": "#b9c2bf",
  },
  dark: {
    "--fd-page": "#121716",
    "--fd-surface": "#191f1e",
    "--fd-sunken": "#151a19",
    "--fd-line": "#2a3230",
    "--fd-line-strong": "#3b4543",
    "--fd-soft": "#a5afac",
    "--fd-accent-soft": "#17332f",
    "--fd-accent-ink": "#8fd6ca",
    "--fd-shadow": "none",
    "--mantine-color-body": "#121716",
    "--mantine-color-dimmed": "var(--fd-soft)",
    "--mantine-color-placeholder": "#8d9895",
    "--mantine-color-error": "#ff9a90",
    "--mantine-color-default-border": "#4a5552",
    "--mantine-color-anchor": "#7fd0c3",
    "--mantine-color-lagoon-light": "#183f39",
    "--mantine-color-lagoon-light-color": "#c8ebe4",
    "--mantine-color-gray-light": "#2c3432",
    "--mantine-color-gray-light-color": "#cfd6d4",
    "--mantine-color-orange-light": "#46290c",
    "--mantine-color-orange-light-color": "#fad3a5",
    "--mantine-color-red-light": "#471713",
    "--mantine-color-red-light-color": "#f9c6c2",
  },
});
