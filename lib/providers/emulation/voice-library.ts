/** A voice of ElevenLabs' public library, as its own API and everybody who resells it know it. */
export interface LibraryVoice {
  voiceId: string;
  name: string;
  /** Who published it, in ElevenLabs' word `public_owner_id`. */
  ownerId: string;
  gender: "male" | "female";
  accent: string;
  age: "young" | "middle_aged" | "old";
}

/** The public library of the emulated ElevenLabs, which the emulated Retell takes voices from. */
export const VOICE_LIBRARY: readonly LibraryVoice[] = [
  {
    voiceId: "eMuLiBrArYmArGuErItE",
    name: "Marguerite",
    ownerId: "0b1f6a7e5d3c49c2a8e0f4d1b6c7a9e2",
    gender: "female",
    accent: "british",
    age: "middle_aged",
  },
  {
    voiceId: "eMuLiBrArYhEnRiKxXxX",
    name: "Henrik",
    ownerId: "7c2d9e4f1a6b48d3b5f0c8e7a1d2b3c4",
    gender: "male",
    accent: "swedish",
    age: "young",
  },
];
