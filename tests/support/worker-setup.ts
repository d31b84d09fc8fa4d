import "@/lib/wiring/jobs";
import { onWake } from "@/lib/wiring/wake";

/**
 * Jobs wait until a test runs them. The tests of a worker share its database: the app's own job worker, woken
 * behind a request of one test, would do the jobs of the next, with other vendors and another clock.
 */
onWake(() => undefined);
