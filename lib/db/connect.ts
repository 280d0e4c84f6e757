import pg from "pg";
import { describeConnectionFault } from "@/lib/db/connection-fault";

/** One connection for one piece of work at start or in a command; a refusal names the setting the address came from. */
export async function withConnection<T>(
  setting: string,
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8_000, application_name: "ambit" });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw describeConnectionFault(setting, url, error);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
