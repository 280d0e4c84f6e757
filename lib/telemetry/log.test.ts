import { expect, test } from "vitest";
import { createLog } from "@/lib/telemetry/log";
import { formatLine } from "@/lib/telemetry/log-line";
import { redactText } from "@/lib/telemetry/redact";

function capture(readable = false) {
  const lines: string[] = [];
  const { logger, output } = createLog("info", { readable, write: (text) => void lines.push(text) });
  return { logger, output, lines };
}

test("writes a JSON object a line, with level and time in words", () => {
  const { logger, lines } = capture();
  logger.info({ operation: "getHealth" }, "request");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "info",
    operation: "getHealth",
    msg: "request",
    time: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(lines[0]?.endsWith("\n")).toBe(true);
});

test("levels below the chosen one are not written", () => {
  const { logger, lines } = capture();
  logger.debug("quiet");
  logger.level = "debug";
  logger.debug("loud");
  expect(lines).toHaveLength(1);
});

test.each([
  [{ cookie: "ambit-session=s3cr3t-value" }],
  [{ authorization: "Bearer s3cr3t-value" }],
  [{ headers: { cookie: "s3cr3t-value" } }],
  [{ req: { headers: { authorization: "s3cr3t-value" } } }],
  [{ headers: { "set-cookie": "s3cr3t-value" } }],
  [{ body: { token: "s3cr3t-value" } }],
  [{ err: new Error("could not connect to postgres://ambit:s3cr3t-value@db/ambit") }],
  [{ err: new Error("refused: Authorization was Bearer s3cr3t-value") }],
  [{ path: "/sign-in?token=s3cr3t-value&next=/" }],
  [{ note: "cookie __Host-ambit-session=s3cr3t-value; Path=/" }],
  [{ note: "eyJhbGciOiJFZERTQSJ9.s3cr3t-value.sig" }],
])("never writes a secret (case %#)", (entry) => {
  const { logger, lines } = capture();
  logger.info(entry, "request");
  expect(lines.join("")).not.toContain("s3cr3t-value");
  expect(lines.join("")).toContain("[hidden]");
});

test("redaction leaves JSON whole and plain text alone", () => {
  const { logger, lines } = capture();
  logger.warn({ err: new Error('bad "token=abc" in /x?token=abc') }, "x");
  expect(() => JSON.parse(lines[0] ?? "")).not.toThrow();
  expect(redactText("GET /people 200 in 4 ms, bearer of news")).toBe("GET /people 200 in 4 ms, bearer of news");
});

test("a terminal gets one readable line, and the stack below it", () => {
  const { logger, lines } = capture(true);
  logger.info({ status: 200, operation: "listPeople" }, "request");
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} info {2}request status=200 operation=listPeople\n$/);
  logger.error({ err: new Error("broken") }, "request");
  expect(lines[1]).toMatch(/error request\nError: broken\n +at /);
  expect(formatLine("not json")).toBe("not json");
});
