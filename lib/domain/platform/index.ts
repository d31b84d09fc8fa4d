export type { PlatformSettings } from "./schema";
export {
  isRegistrationOpen,
  readPlatformSettings,
  requireOpenRegistration,
  updatePlatformSettings,
} from "./settings";
export { takeTest } from "./take-test";
export { type ConnectionTest, testMail } from "./test-mail";
export { testVoice } from "./test-voice";
