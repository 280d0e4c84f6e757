import { Agent, get, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { drain, openPort } from "./listen";

async function open(): Promise<Awaited<ReturnType<typeof openPort>> & { url: string }> {
  const port = await openPort("127.0.0.1", 0);
  const address = port.server.address();
  return { ...port, url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}` };
}

test("until the rest is ready callers are asked to come back", async () => {
  const { server, url } = await open();
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  server.close();
});

test("a taken port is said with the setting's name", async () => {
  const { server, url } = await open();
  await expect(openPort("127.0.0.1", Number(new URL(url).port))).rejects.toThrow(
    /^PORT: \d+ on 127\.0\.0\.1 is taken by another program\. Stop that program, or set PORT to a free one\.$/,
  );
  server.close();
});

test("an address of another machine is said with the setting's name", async () => {
  await expect(openPort("192.0.2.1", 0)).rejects.toThrow(/^HOST: 192\.0\.2\.1 is not an address of this machine\./);
});

test("draining lets a request finish, closes what is idle and takes nothing new", async () => {
  const { server, answerWith, url } = await open();
  answerWith((_req, res) => setTimeout(() => res.end("done"), 300));
  const agent = new Agent({ keepAlive: true });
  await new Promise<void>((resolve) =>
    get(url, { agent }, (res: IncomingMessage) => res.resume().once("end", resolve)),
  );
  const running = fetch(url).then((answer) => answer.text());
  await pause(50);
  // Far beyond the test's own limit: what is idle is closed at once, not cut at the end.
  await drain(server, async () => undefined, 600_000);
  expect(await running).toBe("done");
  await expect(fetch(url)).rejects.toThrow();
  agent.destroy();
});

test("what does not end in time is cut, and a part that never ends does not hold the rest", async () => {
  const { server, answerWith, url } = await open();
  answerWith(() => undefined);
  const running = fetch(url).then(
    () => "answered",
    () => "cut",
  );
  await pause(50);
  await drain(server, () => new Promise(() => undefined), 200);
  expect(await running).toBe("cut");
});
