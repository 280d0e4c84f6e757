import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { openInstallation } from "@/bin/boot/installation";
import { drain, openPort } from "@/bin/boot/listen";
import { openKeys, openPlane, openTelemetry, openWorker } from "@/bin/boot/parts";
import { createShutdown, explainFailure, stopOnSignals } from "@/bin/boot/shutdown";
import { createTerminalLink, isAwaitingFirstAdmin } from "@/lib/auth/terminal";
import type { Settings } from "@/lib/config/settings";
import { closeDatabase } from "@/lib/db/client";
import type { DatabaseRoles } from "@/lib/db/roles";
import { configureLog } from "@/lib/telemetry/log";

// Whoever read what we print may be gone (`npm start | head`). What we would say is lost then, and that is no fault to
// report: the report would be one more line that nobody reads, and so on for ever.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
const say = (line: string): void => console.log(`  ${line}`);
const shutdown = createShutdown();
const starting = start();
stopOnSignals(shutdown, starting);
try {
  await starting;
} catch (error) {
  console.error(explainFailure(error));
  await shutdown.run(1);
}

/** Settings, database, migrations, keys, then the two planes on one port; each part only where the role asks for it. */
async function start(): Promise<void> {
  let port: Awaited<ReturnType<typeof openPort>> | undefined;
  const installation = await openInstallation({
    what: "the server",
    say,
    beforeDatabase: async ({ host, port: number }) => {
      port = await openPort(host, number);
    },
  });
  shutdown.add(installation.stop);
  shutdown.add(closeDatabase);
  const { settings, roles, databaseExited } = installation;
  void databaseExited?.then(() => shutdown.run(1, "its PostgreSQL ended"));
  if (!port) throw new Error("The port was not opened.");

  configureLog({ level: settings.logLevel, readable: process.stdout.isTTY });
  const readKeys = await openKeys(settings);
  const telemetry = await openTelemetry(settings);
  shutdown.add(telemetry.stop);
  const worker = await openWorker(settings);
  if (worker) shutdown.add(worker.stop);
  const plane = await openPlane(settings, readKeys);
  shutdown.add(plane.stop);
  const answerPage =
    settings.role === "all" || settings.role === "console" ? await openConsole(port.server, settings) : undefined;
  const { server, answerWith } = port;
  answerWith((req, res) => {
    if (!plane.handle(req, res)) answerPage?.(req, res);
  });
  shutdown.add(() => drain(server, plane.drain));
  await announce(settings, roles);
}

/** Next is loaded last, and only by a process that has pages: it reads the settings that start-up installed. */
async function openConsole(
  server: Server,
  settings: Settings,
): Promise<(req: IncomingMessage, res: ServerResponse) => void> {
  const { default: createNext } = await import("next");
  const dev = process.env.NODE_ENV === "development";
  const app = createNext({
    dev,
    port: settings.port,
    hostname: settings.host,
    // Hot reload alone upgrades connections. Elsewhere Next would take each upgrade past the plane and hold its socket
    // for ever; given a server that nobody reaches it leaves them be, and Node answers them as ordinary requests.
    httpServer: dev ? server : createServer(),
  });
  const handle = app.getRequestHandler();
  await app.prepare();
  shutdown.add(() => app.close());
  return (req, res) => void handle(req, res);
}

async function announce(settings: Settings, roles: DatabaseRoles): Promise<void> {
  if (!roles.separate)
    say(`Warning: ${roles.reason}. Set MIGRATE_DATABASE_URL to keep the audit log out of the server's reach.`);
  say(`Ambit is at ${settings.publicUrl}${settings.role === "all" ? "" : ` (role ${settings.role})`}`);
  if (settings.role !== "all" && settings.role !== "console") return;
  if (!(await isAwaitingFirstAdmin())) return;
  const link = await createTerminalLink();
  say(`Sign in as the first admin (${settings.adminEmail}), once, until ${link.expires_at}:`);
  say(link.url);
}
