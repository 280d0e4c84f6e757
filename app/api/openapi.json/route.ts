import { getSettings } from "@/lib/config/settings";
import { buildDocument } from "@/lib/openapi/document";
import { documented } from "@/lib/openapi/route-operations";
import about from "@/package.json";

export function GET(): Response {
  const document = buildDocument(documented, { publicUrl: getSettings().publicUrl, version: about.version });
  return Response.json(document, {
    headers: { "cache-control": "public, max-age=60", "x-content-type-options": "nosniff" },
  });
}

/** The public address is read when it runs, not when it is built. */
export const dynamic = "force-dynamic";
