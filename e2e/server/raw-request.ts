import { request } from "node:http";
import { connect } from "node:net";

export type RawAnswer = {
  status: number;
  headers: Readonly<Record<string, string>>;
  setCookie: readonly string[];
  body: string;
};

type Sending = {
  method?: string;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  body?: string;
  /** The address of this machine it comes from; each of 127.0.0.0/8 counts as a caller of its own. */
  from?: string;
};

/** One request with exactly these headers, `Host` and `Origin` too, and no redirect followed. */
export function sendRequest(base: string, path: string, sending: Sending = {}): Promise<RawAnswer> {
  const { port, host } = new URL(base);
  const { method = "GET", headers = {}, body, from } = sending;
  const length: Record<string, string> =
    body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        ...(from === undefined ? {} : { localAddress: from }),
        agent: false,
        headers: { host, ...length, ...mutable(headers) },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk) => (text += chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const entries = Object.entries(answer.headers).map(([name, value]) => [name, String(value ?? "")]);
          resolve({
            status: answer.statusCode ?? 0,
            headers: Object.fromEntries(entries),
            setCookie: answer.headers["set-cookie"] ?? [],
            body: text,
          });
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

function mutable(headers: Readonly<Record<string, string | readonly string[]>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}

/** A form of ours as a browser sends it from our own page. */
export function sendForm(
  base: string,
  path: string,
  fields: Readonly<Record<string, string>>,
  { headers = {}, from }: { headers?: Readonly<Record<string, string>>; from?: string } = {},
): Promise<RawAnswer> {
  return sendRequest(base, path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin", ...headers },
    body: new URLSearchParams(fields).toString(),
    ...(from === undefined ? {} : { from }),
  });
}

/** An address nobody else in this run comes from, so that nobody else's attempts are counted with these. */
export function pickAddress(): string {
  const part = (): number => 1 + Math.floor(Math.random() * 253);
  return `127.${part()}.${part()}.${part()}`;
}

export type BytesAnswer = { text: string; closed: boolean };

/** Bytes in, bytes out, from an address of its own, until the server closes or the time is over; says which. */
export function sendBytes(base: string, text: string, waitMs = 3_000): Promise<BytesAnswer> {
  return new Promise((resolve) => {
    let answer = "";
    let late = false;
    const target = { port: Number(new URL(base).port), host: "127.0.0.1", localAddress: pickAddress() };
    const socket = connect(target, () => socket.write(text, "latin1"));
    const timer = setTimeout(() => {
      late = true;
      socket.destroy();
    }, waitMs);
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve({ text: answer, closed: !late });
    });
  });
}
