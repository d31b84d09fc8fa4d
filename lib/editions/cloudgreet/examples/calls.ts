import { ids } from "../ids";
import { AT, BUSINESS, LEAD, ONE_PAGE } from "./values";

const call = {
  id: ids.write("call", "019b76dd-3b42-7e53-8f60-7c8d9e0f1a2b"),
  business_id: BUSINESS,
  lead_id: LEAD,
  phone: "+1234567890",
  duration: 180,
  status: "completed" as const,
  recording_url: "https://recordings.example.com/call.mp3",
  transcript: "Caller: Hello, this is John…",
  created_at: AT,
};

export const callExamples = { list: { response: { calls: [call], pagination: ONE_PAGE } } };
