import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { makeCertificate } from "./certificate";

/** A server with TLS on this machine; its certificate is good for `names`. Ends with the test. */
export async function serveOverTls(
  answer: RequestListener,
  names: readonly string[] = ["localhost"],
): Promise<{ url: string; ca: string }> {
  const { key, cert } = makeCertificate(...names);
  const server = createServer({ key: key.export({ type: "pkcs8", format: "pem" }), cert }, answer);
  await new Promise<void>((listening) => server.listen(0, "localhost", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, ca: cert };
}
