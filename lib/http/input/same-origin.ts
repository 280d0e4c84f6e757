import { AppError } from "@/lib/core/errors";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Another site's page can make a browser send our cookie, but not hide where it stands: browsers put `Origin` and
 * `Sec-Fetch-Site` on every write and no script can change them. Sign-in is guarded too, although it has no cookie yet:
 * else a stranger's page could sign a person in as somebody else. Programs send neither header and are let through.
 */
export function refuseOtherSites(request: Request, publicUrl: string): void {
  if (safeMethods.has(request.method)) return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const foreign =
    (origin !== null && origin !== new URL(publicUrl).origin) ||
    (site !== null && site !== "same-origin" && site !== "none");
  if (foreign) throw new AppError("cross_site_request", "Changes are accepted from this console's own pages only.");
}
