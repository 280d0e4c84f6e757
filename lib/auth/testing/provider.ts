import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type TestProvider = {
  issuer: string;
  /** Makes a person at the provider, or changes what it tells about them. */
  tell: (name: string, claims: Readonly<Record<string, unknown>>) => Promise<void>;
  stop: () => Promise<void>;
};

/** The real `oidc-provider` in a process of its own. */
export async function startProvider(redirectUri: string): Promise<TestProvider> {
  const script = fileURLToPath(new URL("identity-provider.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, redirectUri], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const issuer = line.toString("utf8").trim();
  return {
    issuer,
    async tell(name, claims) {
      await fetch(`${issuer}/accounts/${name}`, { method: "PUT", body: JSON.stringify(claims) });
    },
    async stop() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

/** One browser at the provider: signs in as whoever it is told, when it is asked. */
export class ProviderBrowser {
  readonly #cookies = new Map<string, string>();
  /** How often the provider asked who it is. */
  asked = 0;

  /** From the provider's first address to the one it sends the browser back to. The login `cancel` gives up there. */
  async visit(url: string, login: string): Promise<string> {
    let place = url;
    const { origin } = new URL(url);
    for (let step = 0; step < 12; step++) {
      const answer = await this.#send(place);
      const next = answer.headers.get("location");
      if (next === null && answer.status !== 200)
        throw new Error(`${place} answered ${answer.status}: ${await answer.text()}`);
      const to = new URL(next ?? (await this.#respond(place, login)), place);
      if (to.origin !== origin) return to.href;
      place = to.href;
    }
    throw new Error("The provider goes round in circles.");
  }

  async #respond(place: string, login: string): Promise<string> {
    this.asked++;
    const answer =
      login === "cancel"
        ? await this.#send(`${place}/abort`)
        : await this.#send(place, {
            method: "POST",
            body: new URLSearchParams({ prompt: "login", login, password: "any" }),
          });
    return answer.headers.get("location") ?? "";
  }

  async #send(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }
}
