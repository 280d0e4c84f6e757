import { attachInstallation } from "@/bin/boot/installation";
import { type Command, UsageError } from "@/bin/commands/command";
import { resetPasskeysFromTerminal } from "@/lib/auth/terminal";
import { closeDatabase } from "@/lib/db/client";

export const resetPasskeys: Command = {
  summary: "removes all passkeys of somebody who lost them, and makes a link that signs them in",
  usage: "reset-passkeys --email ADDRESS --reason WORDS",
  files: [],
  options: { email: "Whose passkeys are lost", reason: "Why, for the audit log" },
  run: async ({ options, print }) => {
    const { email, reason } = options;
    if (email === undefined || reason === undefined || reason.trim() === "") {
      throw new UsageError("reset-passkeys needs --email ADDRESS and --reason WORDS.");
    }
    const installation = await attachInstallation("npx ambit reset-passkeys");
    try {
      const link = await resetPasskeysFromTerminal({ email, reason: reason.trim() });
      print(
        link,
        `Their sign-ins are ended, and they cannot approve anything for 24 hours. This link signs them in:\n${link.url}\nGood once, until ${link.expires_at}.`,
      );
      return 0;
    } finally {
      await closeDatabase();
      await installation.stop();
    }
  },
};
