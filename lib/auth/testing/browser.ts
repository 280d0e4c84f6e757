import { authHandlers } from "@/lib/auth/handlers";
import { authOperations } from "@/lib/auth/operations";
import { authenticateRequest } from "@/lib/auth/viewer";
import { getSettings } from "@/lib/config/settings";
import { openDatabase } from "@/lib/db/client";
import { createApi } from "@/lib/http/api";

type Route = (request: Request) => Promise<Response>;

/** A browser as far as sign-in needs one: it keeps cookies, says where it stands, and follows no redirect by itself. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #api = createApi({
    operations: authOperations,
    handlers: authHandlers,
    authenticate: authenticateRequest,
    openDatabase,
    readSettings: getSettings,
    note: () => undefined,
  });

  /** One operation of the API, as the console's own pages call it. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    return this.send(this.#api, path, {
      method,
      ...content,
      headers: { ...type, "sec-fetch-site": "same-origin", ...headers },
    });
  }

  /** A plain form on a page of ours, sent without JavaScript. */
  async submit(
    route: Route,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const type = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
    return this.send(route, "/form", {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      headers: { ...type, ...headers },
    });
  }

  async send(route: Route, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
    headers.set("cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await route(new Request(new URL(path, getSettings().publicUrl), { ...init, headers }));
    this.keep(response);
    return response;
  }

  keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  get cookieHeader(): string {
    return `ambit-session=${this.cookies.get("ambit-session") ?? ""}`;
  }
}

export async function readJson<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}
