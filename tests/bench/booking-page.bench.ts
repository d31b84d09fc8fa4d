import lighthouse from "lighthouse";
import { launchBrowser } from "../support/browser";
import { freePort } from "../support/postgres";
import type { MeasuredApp } from "./servers";
import { median, type Row } from "./statistics";

const RUNS = 3;
const AIM = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
const BOOKING_PAGE = "/book/harbor-dental";

/** The points, 0 to 100, that Lighthouse gives a page on its simulated slow phone, in the order of the categories. */
async function scoresOf(url: string, port: number): Promise<number[]> {
  const result = await lighthouse(url, {
    port,
    output: "json",
    logLevel: "error",
    onlyCategories: [...CATEGORIES],
  });
  if (!result) throw new Error("Lighthouse gave no result");
  const { lhr } = result;
  if (lhr.runtimeError) throw new Error(`Lighthouse could not load ${url}: ${lhr.runtimeError.message}`);
  return CATEGORIES.map((category) => Math.round((lhr.categories[category]?.score ?? 0) * 100));
}

/** Where the first service leads: its free times. */
async function timesPath(url: string): Promise<string> {
  const html = await (await fetch(`${url}${BOOKING_PAGE}`)).text();
  const [path] = /\/book\/harbor-dental\?service=[0-9a-f-]+/.exec(html) ?? [];
  if (!path) throw new Error("The booking page shows no service");
  return path;
}

/** The booking page as Lighthouse sees it on a phone: its first step, and the free times of a service. */
export async function run({ url }: MeasuredApp): Promise<Row[]> {
  const pages = [
    { what: "the services", path: BOOKING_PAGE },
    { what: "the free times", path: await timesPath(url) },
  ];
  const port = await freePort();
  const browser = await launchBrowser({ debuggingPort: port });
  try {
    const rows: Row[] = [];
    for (const { what, path } of pages) {
      const runs: number[][] = [];
      for (let index = 0; index < RUNS; index += 1) runs.push(await scoresOf(`${url}${path}`, port));
      const medians = CATEGORIES.map((_, index) => median(runs.map((scores) => scores[index] ?? 0)));
      rows.push({
        what: `The booking page on a slow phone, ${what}, Lighthouse`,
        measured: `${medians.join(" / ")} (performance / accessibility / best practices / SEO, median of ${RUNS})`,
        aim: `≥ ${AIM} each`,
        isMet: medians.every((points) => points >= AIM),
        bound:
          "React and Next's router, which every page loads; the page itself adds a form and the visitor's clock.",
      });
    }
    return rows;
  } finally {
    await browser.close();
  }
}
