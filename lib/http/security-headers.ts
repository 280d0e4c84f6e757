import { isDevelopment } from "@/lib/config/mode";

export type HeaderLines = readonly (readonly [name: string, value: string])[];

/** For answers that are data: opened as a document they load nothing, run nothing and stand in no frame. */
export const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Development only: React rebuilds server stacks with eval, and hot reload inserts style elements. */
const developmentScript = isDevelopment ? " 'unsafe-eval'" : "";

/** Of one document. Next reads the nonce from the request's policy and puts it on its own scripts. */
export function writeDocumentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developmentScript}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Positioned overlays and chart bars set style attributes; those cannot load or run anything.
    "style-src-attr 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    // A script sends the browser on to the identity provider; no form of ours leads away.
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What machines are answered with: nothing that costs a poll more than it protects. */
export function listPlaneHeaders(publicUrl: string): HeaderLines {
  return [
    ["X-Content-Type-Options", "nosniff"],
    ["Content-Security-Policy", dataPolicy],
    ...listTransportHeaders(publicUrl),
  ];
}

export function listConsoleHeaders(publicUrl: string): HeaderLines {
  return [
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "same-origin"],
    ["Permissions-Policy", permissions],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["X-Robots-Tag", "noindex"],
    ...listTransportHeaders(publicUrl),
  ];
}

/**
 * For addresses that hold tokens. Not `no-referrer`: with it browsers send a form's origin as `null`, and where they
 * send no `Sec-Fetch-Site` either, as on plain http, nobody could tell our own form from another site's.
 */
export const tokenReferrerPolicy = "strict-origin";

const permissions = ["camera", "microphone", "geolocation", "payment", "usb", "serial", "display-capture"]
  .map((feature) => `${feature}=()`)
  .concat("publickey-credentials-get=(self)", "publickey-credentials-create=(self)", "clipboard-write=(self)")
  .join(", ");

/** Said over plain http it would be ignored, or lock a name that other programs use. */
function listTransportHeaders(publicUrl: string): HeaderLines {
  return publicUrl.startsWith("https:") ? [["Strict-Transport-Security", "max-age=31536000"]] : [];
}
