import { StartError } from "@/lib/core/start-error";

/** What a failed connection means, in a line that names the setting and never shows the password. */
export function describeConnectionFault(setting: string, url: string, error: unknown): StartError {
  const { hostname, port, username, pathname } = new URL(url);
  const where = `${hostname || "localhost"}:${port || "5432"}`;
  const name = decodeURIComponent(pathname.slice(1));
  const role = decodeURIComponent(username);
  const said = error instanceof Error ? error.message : String(error);
  const [what, remedy] = explain(readCode(error), said, { where, name, role });
  return new StartError(`${setting}: ${what}`, remedy, error);
}

type Address = { where: string; name: string; role: string };

function explain(code: string, said: string, { where, name, role }: Address): [string, string] {
  switch (code) {
    case "ECONNREFUSED":
      return [`nothing answers at ${where}.`, "Start PostgreSQL there, or correct host and port."];
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return [`the host of ${where} is not known.`, "Correct the host name."];
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return [`${where} cannot be reached.`, "Correct the address, or open the way through the firewall."];
    case "28P01":
      return [`PostgreSQL at ${where} refuses the password of the role ${role}.`, "Correct user and password."];
    case "28000":
      return [
        `PostgreSQL at ${where} does not let the role ${role} in (${said}).`,
        "Make the role with LOGIN, or allow it in pg_hba.conf.",
      ];
    case "3D000":
      return [`there is no database ${name} at ${where}.`, `Make it (CREATE DATABASE ${name}), or correct the name.`];
    case "42501":
      return [
        `the role ${role} may not connect to the database ${name} (${said}).`,
        `GRANT CONNECT ON DATABASE ${name} TO ${role}.`,
      ];
    case "53300":
      return [`PostgreSQL at ${where} has no connection left.`, "Raise max_connections, or stop what holds them."];
    case "57P03":
      return [`PostgreSQL at ${where} is starting or stopping.`, "Wait a moment and start again."];
    default:
      if (/timeout/i.test(said))
        return [`${where} does not answer.`, "Correct the address, or open the way through the firewall."];
      return [`no connection to ${where}: ${said}.`, "Correct the address."];
  }
}

/** With several addresses for a name the codes are inside. */
function readCode(error: unknown): string {
  if (error instanceof AggregateError) return readCode(error.errors[0]);
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
