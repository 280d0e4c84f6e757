import { attachInstallation } from "@/bin/boot/installation";
import { type Command, UsageError } from "@/bin/commands/command";
import { createTerminalLink } from "@/lib/auth/terminal";
import { closeDatabase } from "@/lib/db/client";

export const signInLink: Command = {
  summary: "makes a link that signs one person in, once, within ten minutes",
  usage: "sign-in-link --email ADDRESS",
  files: [],
  options: { email: "Whom the link signs in" },
  run: async ({ options, print }) => {
    const { email } = options;
    if (email === undefined) throw new UsageError("sign-in-link needs --email ADDRESS.");
    const installation = await attachInstallation("npx ambit sign-in-link");
    try {
      const link = await createTerminalLink({ email });
      print(link, `${link.url}\nGood once, until ${link.expires_at}.`);
      return 0;
    } finally {
      await closeDatabase();
      await installation.stop();
    }
  },
};
