import { AWKWARD_SCRIPTS } from "./awkward-scripts";
import { BOOKING_SCRIPTS } from "./booking-scripts";
import { EMAIL_SCRIPTS } from "./email-scripts";
import { IDENTITY_SCRIPTS } from "./identity-scripts";
import { LANGUAGE_SCRIPTS } from "./language-scripts";
import { MESSAGE_ONLY_SCRIPTS } from "./message-only-scripts";
import { MOVING_SCRIPTS } from "./moving-scripts";
import { OTHER_SCRIPTS } from "./other-scripts";
import { PEOPLE_SCRIPTS } from "./people-scripts";
import { RETURNING_SCRIPTS } from "./returning-scripts";
import type { Script } from "./script";
import { TIME_SCRIPTS } from "./time-scripts";

/** Every scripted call. */
export const ALL_SCRIPTS: Script[] = [
  ...AWKWARD_SCRIPTS,
  ...BOOKING_SCRIPTS,
  ...EMAIL_SCRIPTS,
  ...IDENTITY_SCRIPTS,
  ...LANGUAGE_SCRIPTS,
  ...MESSAGE_ONLY_SCRIPTS,
  ...MOVING_SCRIPTS,
  ...OTHER_SCRIPTS,
  ...PEOPLE_SCRIPTS,
  ...RETURNING_SCRIPTS,
  ...TIME_SCRIPTS,
];
