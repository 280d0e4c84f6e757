import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll } from "vitest";

/** A mail server as far as RFC 5321 needs one to take a mail: keeps what it was given. */
export async function openMailServer(): Promise<{ url: string; mails: string[] }> {
  const mails: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    let mail = "";
    let unread = "";
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      const lines = (unread + chunk.toString("utf8")).split("\r\n");
      unread = lines.pop() ?? "";
      for (const line of lines) {
        if (inData && line === ".") {
          inData = false;
          mails.push(mail.replaceAll("=\n", "").replaceAll("=3D", "="));
          mail = "";
          socket.write("250 taken\r\n");
        } else if (inData) mail += `${line}\n`;
        else {
          inData = line === "DATA";
          if (line.startsWith("RCPT TO:")) mail += `${line}\n`;
          socket.write(inData ? "354 go on\r\n" : line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
        }
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, mails };
}
