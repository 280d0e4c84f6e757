import { accessSync, constants, existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";
import { fail, ok, warn, type Finding } from "@/bin/doctor/finding";
import { secretFile } from "@/lib/config/secret";
import type { Settings } from "@/lib/config/settings";
import { findLeftovers, findPlace } from "@/lib/db/embedded/place";

const smallDisk = 1024 ** 3;

export function checkNode(): Finding {
  return ok("node", `Node ${process.versions.node} on ${process.platform}-${process.arch}`);
}

export async function checkDisk({ dataDir }: Settings): Promise<Finding> {
  const folder = findPlace(dataDir) ?? (existsSync(dataDir) ? dataDir : process.cwd());
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const words = `${(free / 1024 ** 3).toFixed(1)} GiB free at ${folder}`;
  return free < smallDisk
    ? fail("disk", words, "Free some space: PostgreSQL stops when the disk is full.")
    : ok("disk", words);
}

export function checkFolder({ dataDir, embedded }: Settings): Finding {
  if (!existsSync(dataDir)) return ok("folder", `${dataDir} is not there yet; the first start makes it`);
  try {
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch {
    return fail(
      "folder",
      `${dataDir} cannot be written`,
      "Give this user the right to write there, or set AMBIT_DATA_DIR.",
    );
  }
  const secret = secretFile(dataDir);
  if (existsSync(secret) && (statSync(secret).mode & 0o077) !== 0)
    return fail("folder", `others may read ${secret}`, `chmod 600 ${secret}`);
  const place = findPlace(dataDir);
  const elsewhere =
    embedded && place !== undefined && path.dirname(place) !== dataDir ? `, its database in ${place}` : "";
  return ok("folder", `${dataDir}${elsewhere}`);
}

/** Folders that belong to this one and are used no more. */
export function checkLeftovers({ dataDir }: Settings): Finding[] {
  return findLeftovers(dataDir).map((folder) =>
    warn(
      "folder",
      `${folder} is from an earlier installation here`,
      `Delete it when you do not need it: rm -r ${folder}`,
    ),
  );
}

export function checkBuild(): Finding {
  if (existsSync(".next/BUILD_ID") && existsSync(".ambit/server.mjs"))
    return ok("build", "the server and the pages are built");
  return warn("build", "the pages are not built yet", "npm start builds them.");
}

export async function checkPort({ port, host, publicUrl }: Settings, serverRuns: boolean): Promise<Finding> {
  const address = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
  try {
    const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(3_000), redirect: "manual" });
    if (answer.status === 200) return ok("server", `ready at ${address}, known as ${publicUrl}`);
    return serverRuns
      ? fail(
          "server",
          `${address} answers ${answer.status}: ${(await answer.text()).slice(0, 200)}`,
          "Look at its log.",
        )
      : warn("server", `something else answers on port ${port}`, "Stop it, or set PORT to a free one.");
  } catch {
    return serverRuns
      ? fail("server", `the server runs and ${address} does not answer`, "Look at its log; check PORT and HOST.")
      : ok("server", `not running; port ${port} is free`);
  }
}
