import type { SupabaseClient } from "@supabase/supabase-js";
import type { FilePort, VendorError } from "@/lib/domain/ports";
import { vendorFailure } from "../vendor-failure";
import { checkedPath } from "./file-path";

export interface SupabaseSettings {
  url: string;
  serviceRoleKey: string;
  /** A private bucket, made at first need. */
  bucket?: string;
}

const BUCKET = "frontdesk";

interface StorageFailure {
  message: string;
  status?: number | undefined;
  statusCode?: string | undefined;
}

/** The storage answers 400 with the real status in the body as often as it answers with it. */
const statusOf = (error: StorageFailure): number | undefined =>
  Number(error.statusCode) || (error.status ?? undefined);

const isMissing = (error: StorageFailure): boolean =>
  statusOf(error) === 404 || /not found/i.test(error.message);

const failureOf = (error: StorageFailure): VendorError => {
  const status = statusOf(error);
  return vendorFailure("supabase", { message: error.message, ...(status === undefined ? {} : { status }) });
};

/** Files in a private bucket of Supabase Storage. Its client never throws by itself; this throws VendorError. */
export function createSupabaseFiles(settings: SupabaseSettings): FilePort {
  const bucket = settings.bucket ?? BUCKET;
  let client: Promise<SupabaseClient> | undefined;

  const open = async (): Promise<SupabaseClient> => {
    const { createClient } = await import("@supabase/supabase-js");
    return createClient(settings.url, settings.serviceRoleKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    });
  };
  const storage = async () => {
    client ??= open();
    return (await client).storage;
  };

  const upload = async (path: string, content: Uint8Array, contentType: string) =>
    (await storage()).from(bucket).upload(path, content, { contentType, upsert: true });

  return {
    async put(path, content, contentType) {
      const first = await upload(checkedPath(path), content, contentType);
      if (!first.error) return;
      if (!/bucket not found/i.test(first.error.message)) throw failureOf(first.error);
      // Another process may make it at the same moment: only the upload's answer counts.
      await (await storage()).createBucket(bucket, { public: false });
      const second = await upload(path, content, contentType);
      if (second.error) throw failureOf(second.error);
    },
    async get(path) {
      const { data, error } = await (await storage()).from(bucket).download(checkedPath(path));
      if (data) return new Uint8Array(await data.arrayBuffer());
      if (isMissing(error)) return null;
      throw failureOf(error);
    },
    async remove(path) {
      const { error } = await (await storage()).from(bucket).remove([checkedPath(path)]);
      if (error && !isMissing(error)) throw failureOf(error);
    },
    async signedUrl(path, expiresInSeconds) {
      const { data, error } = await (await storage())
        .from(bucket)
        .createSignedUrl(checkedPath(path), expiresInSeconds);
      if (error) throw failureOf(error);
      return data.signedUrl;
    },
  };
}
