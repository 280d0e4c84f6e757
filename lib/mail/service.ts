import "server-only";
import { createTransport } from "nodemailer";
import { getSettings } from "@/lib/config/settings";

/** `lines` are paragraphs. Plain text alone: nothing to render, nothing to load, nothing to hide an address behind. */
export type Mail = { to: string; subject: string; lines: readonly string[] };

export function canMail(): boolean {
  return getSettings().mail !== null;
}

/** Returns once the mail server has taken it; throws otherwise, and the job that sends it tries again. */
export async function sendMail({ to, subject, lines }: Mail): Promise<void> {
  const { mail } = getSettings();
  if (!mail) throw new Error("No mail server is set (AMBIT_SMTP_URL).");
  const transport = createTransport({
    url: mail.url,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 8_000,
  });
  try {
    await transport.sendMail({
      from: mail.from,
      // As an object, so that nothing in an address is read as a second one.
      to: { name: "", address: to },
      subject,
      text: `${lines.join("\n\n")}\n`,
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } finally {
    transport.close();
  }
}
