import { expect, test } from "vitest";
import { fetchText, type OutgoingFault } from "./fetch";
import { serveOverTls } from "./testing/card-server";

const allowed = ["localhost"];

async function faultOf(fetching: Promise<string>): Promise<OutgoingFault | "none"> {
  return fetching.then(
    () => "none",
    (error: unknown) => (error as { fault: OutgoingFault }).fault,
  );
}

test("reads a text from an allowed host whose certificate fits", async () => {
  const { url, ca } = await serveOverTls((request, response) =>
    response.end(`${request.method} ${request.url} ${request.headers.accept} ${request.headers.host}`),
  );
  const text = await fetchText(`${url}/card.json?v=1`, { allowed, ca, accept: "application/json" });
  expect(text).toBe(`GET /card.json?v=1 application/json ${new URL(url).host}`);
});

test("does not connect to this machine unless the host is allowed", async () => {
  let asked = 0;
  const { url, ca } = await serveOverTls((_, response) => response.end(String(++asked)));
  const { port } = new URL(url);
  for (const host of ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"])
    expect([host, await faultOf(fetchText(`https://${host}:${port}/`, { allowed: [], ca }))]).toEqual([
      host,
      "not_public",
    ]);
  expect(asked).toBe(0);
});

test("allows the name that was set and no other for the same address", async () => {
  const { url, ca } = await serveOverTls((_, response) => response.end("here"));
  const { port } = new URL(url);
  expect(await faultOf(fetchText(`https://127.0.0.1:${port}/`, { allowed, ca }))).toBe("not_public");
  expect(await faultOf(fetchText(`https://LOCALHOST:${port}/`, { allowed, ca }))).toBe("none");
});

test("refuses a certificate for another name, and one nobody vouches for", async () => {
  const other = await serveOverTls((_, response) => response.end("x"), ["cards.example.org"]);
  expect(await faultOf(fetchText(other.url, { allowed, ca: other.ca }))).toBe("untrusted");
  const own = await serveOverTls((_, response) => response.end("x"));
  expect(await faultOf(fetchText(own.url, { allowed }))).toBe("untrusted");
});

test("follows no redirect", async () => {
  let asked = 0;
  const { url, ca } = await serveOverTls((_, response) => {
    asked += 1;
    response.writeHead(302, { location: "/elsewhere" }).end();
  });
  expect(await faultOf(fetchText(url, { allowed, ca }))).toBe("redirected");
  expect(asked).toBe(1);
});

test("reads 64 KiB and not one byte more, also of an answer without end", async () => {
  const { url, ca } = await serveOverTls((request, response) => {
    if (request.url !== "/endless") response.end("x".repeat(Number(request.url?.slice(1))));
    else {
      const more = (): void => {
        if (!response.destroyed) response.write("x".repeat(16_384), more);
      };
      more();
    }
  });
  expect(await fetchText(`${url}/65536`, { allowed, ca })).toHaveLength(65_536);
  expect(await faultOf(fetchText(`${url}/65537`, { allowed, ca }))).toBe("too_large");
  expect(await faultOf(fetchText(`${url}/endless`, { allowed, ca }))).toBe("too_large");
});

test.each([
  ["before the head", (): void => undefined],
  ["in the body", (write: (text: string) => void): void => write("{")],
])("gives up on a server that falls silent %s", async (_, begin) => {
  const { url, ca } = await serveOverTls((_request, response) => begin((text) => response.write(text)));
  expect(await faultOf(fetchText(url, { allowed, ca, timeoutMs: 200 }))).toBe("timeout");
});

test("refuses other statuses, compressed answers and what is no text", async () => {
  const { url, ca } = await serveOverTls((request, response) => {
    if (request.url === "/404") response.writeHead(404).end("no");
    else if (request.url === "/gzip") response.writeHead(200, { "content-encoding": "gzip" }).end("x");
    else response.end(Buffer.from([0xff, 0xfe, 0x00]));
  });
  expect(await faultOf(fetchText(`${url}/404`, { allowed, ca }))).toBe("refused");
  expect(await faultOf(fetchText(`${url}/gzip`, { allowed, ca }))).toBe("not_text");
  expect(await faultOf(fetchText(`${url}/bytes`, { allowed, ca }))).toBe("not_text");
});

test("says nothing of what the network said", async () => {
  const { url, ca } = await serveOverTls((request) => request.socket.destroy());
  await expect(fetchText(url, { allowed, ca })).rejects.toThrow(/^It could not be reached\.$/);
});

test.each([
  ["http://example.org/", "not_https"],
  ["ftp://example.org/", "not_https"],
  ["file:///etc/passwd", "not_https"],
  ["//example.org", "not_https"],
  ["", "not_https"],
  ["https://user:word@example.org/", "has_credentials"],
  ["https://user@example.org/", "has_credentials"],
  ["https://169.254.169.254/latest/meta-data/", "not_public"],
  ["https://[64:ff9b::7f00:1]/", "not_public"],
  ["https://[2002:7f00:1::]/", "not_public"],
  ["https://nobody.invalid/", "unresolved"],
])("%s is %s", async (address, fault) => {
  expect(await faultOf(fetchText(address, { allowed: [] }))).toBe(fault);
});
