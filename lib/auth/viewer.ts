import "server-only";
import { headers } from "next/headers";
import { connection } from "next/server";
import { cache } from "react";
import { readSignInToken } from "@/lib/auth/sign-ins/cookie";
import { findSignIn, noteSeen } from "@/lib/auth/sign-ins";
import type { Viewer } from "@/lib/core/viewer";
import { openDatabase } from "@/lib/db/client";

/** Who sends this request. Read from the table every time, so that an ended sign-in or a deactivated person is out at once. */
export async function authenticateRequest(requestHeaders: Headers): Promise<Viewer> {
  const token = readSignInToken(requestHeaders);
  if (token === undefined) return { kind: "anonymous" };
  const now = new Date();
  const found = await findSignIn(openDatabase(), token, now);
  if (!found) return { kind: "anonymous" };
  noteSeen(openDatabase(), found, now);
  return found.viewer;
}

/** The viewer of a server component; asked once per page, however many components ask. */
export const getViewer = cache(async (): Promise<Viewer> => {
  await connection();
  return authenticateRequest(new Headers(await headers()));
});
