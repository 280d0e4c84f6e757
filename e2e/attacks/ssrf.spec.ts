import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@/e2e/fixtures";

const inside = [
  "https://localhost/",
  "https://127.0.0.1/",
  "https://2130706433/",
  "https://0x7f.0.0.1/",
  "https://0/",
  "https://10.0.0.1/",
  "https://100.100.100.200/latest/meta-data",
  "https://169.254.169.254/latest/meta-data/",
  "https://168.63.129.16/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[fd00:ec2::254]/",
  "https://[fe80::1]/",
];

test("the server asks no machine inside for an agent card, however its address is written", async ({
  page,
  signIn,
  site,
}) => {
  await signIn();
  let asked = 0;
  const server = createServer((_, response) => response.end(String(++asked)));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const fetchCard = (url: string) =>
    page.request.post("/api/v1/imports/fetch-card", { data: { url }, headers: { origin: new URL(site).origin } });
  for (const url of inside) {
    const answer = await fetchCard(new URL(url).protocol === "https:" ? url.replace(/\/$/, `:${port}/`) : url);
    const problem = await answer.json();
    expect([url, answer.status(), problem.errors?.[0]?.code]).toEqual([url, 400, "not_public"]);
    // Nothing of what the network or the resolver said.
    expect(JSON.stringify(problem)).not.toMatch(/ECONN|ENOTFOUND|EAI_|getaddrinfo|stack/);
  }
  for (const [url, code] of [
    [`http://127.0.0.1:${port}/`, "not_https"],
    ["file:///etc/passwd", "not_https"],
    ["https://user:word@example.org/", "has_credentials"],
  ] as const)
    expect([url, (await (await fetchCard(url)).json()).errors?.[0]?.code]).toEqual([url, code]);
  expect(asked).toBe(0);
  // Whoever tries many addresses is slowed down: of so many attempts more than the limit fall into one window.
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 42; attempt++) statuses.push((await fetchCard("https://127.0.0.1/")).status());
  expect(statuses).toContain(429);
  server.close();
});
