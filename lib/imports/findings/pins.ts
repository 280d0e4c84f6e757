type Unpinned = { id: "unpinned_package" | "unpinned_image"; words: string };

/** Commands that fetch a package and run it, with the words before the package's name. */
const runners: Readonly<Record<string, readonly string[]>> = {
  npx: [],
  bunx: [],
  uvx: [],
  pnpx: [],
  npm: ["exec", "x"],
  pnpm: ["dlx"],
  yarn: ["dlx"],
  bun: ["x"],
  uv: ["tool", "run"],
  pipx: ["run"],
  deno: ["run"],
};
/** Their next argument is a value, not the package. */
const valued = /^(?:--(?:registry|cache|prefix|python|index|index-url|extra-index-url|with|userconfig|call)|-c)$/;
const named = /^(?:--package|--from|--spec|-p)$/;

/** What a start fetches anew each time, so that it may be something else tomorrow. */
export function findUnpinned(command: string | undefined, args: readonly string[]): Unpinned | undefined {
  const [program = "", ...rest] = unwrap(command ?? "", args);
  const name = program
    .replace(/^.*[/\\]/, "")
    .replace(/\.(?:exe|cmd)$/i, "")
    .toLowerCase();
  if (name === "docker" || name === "podman") return judgeImage(name, rest);
  const before = Object.hasOwn(runners, name) ? runners[name] : undefined;
  if (before === undefined) return undefined;
  const found = findPackage(rest, before);
  if (found === undefined || isPinned(found)) return undefined;
  const flag = rest.some((arg) => arg === "-y" || arg === "--yes") ? " -y" : "";
  const fixed = `${found.replace(/(?<=.)@[^@/]*$/, "")}@1.2.3`;
  const words = `runs \`${found}\` with \`${name}${flag}\` and no fixed version. Name one, as in \`${fixed}\`.`;
  return { id: "unpinned_package", words };
}

/** `cmd /c npx …`, `sh -c "npx …"` and `env A=b npx …` start what they name. */
function unwrap(command: string, args: readonly string[]): string[] {
  const words = [...(/\s/.test(command) && args.length === 0 ? command.trim().split(/\s+/) : [command]), ...args];
  const base = (words[0] ?? "").replace(/^.*[/\\]/, "");
  if (/^cmd(?:\.exe)?$/i.test(base) && /^\/c$/i.test(words[1] ?? "")) return words.slice(2);
  if (/^(?:ba|z|da)?sh$/.test(base) && /^-\w{0,3}c$/.test(words[1] ?? "")) return (words[2] ?? "").trim().split(/\s+/);
  // Assignments and flags of `env` stand before the program.
  const started = words.findIndex((word, at) => at > 0 && !word.includes("=") && !word.startsWith("-"));
  if (base === "env" && started > 0) return words.slice(started);
  return words;
}

function findPackage(args: readonly string[], words: readonly string[]): string | undefined {
  const behind = [...words];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const joined = /^--(?:package|from|spec)=(.+)$/.exec(arg)?.[1];
    if (joined !== undefined) return joined;
    if (named.test(arg)) return args[at + 1];
    if (valued.test(arg)) at++;
    else if (!arg.startsWith("-")) {
      if (behind.includes(arg)) behind.splice(behind.indexOf(arg), 1);
      else return behind.length < words.length || words.length === 0 ? arg : undefined;
    }
  }
  return undefined;
}

/** A whole version or a commit; `latest`, `^1.2` and `1` move. */
function isPinned(found: string): boolean {
  if (/^(?:\.{0,2}\/|~|[A-Za-z]:[\\/]|file:)/.test(found)) return true;
  if (/^(?:git\+|https?:|github:|npm:|jsr:)/.test(found))
    return /[@#]v?(?:\d+\.\d+\.\d+[\w.+-]*|[0-9a-f]{40})(?:$|#)/.test(found);
  return /(?:.@|==)v?\d+(?:\.\d+){1,3}[\w.+-]*$/.test(found) && !/\.x\b/.test(found);
}

const flagsWithValue =
  /^(?:-[evpuwlhm]|--(?:env|env-file|volume|mount|publish|user|workdir|label|name|network|platform|entrypoint|memory|cpus|add-host|hostname|gpus|ipc|pid|cap-add|cap-drop|security-opt|tmpfs|ulimit|log-driver|restart|pull))$/;

function judgeImage(program: string, args: readonly string[]): Unpinned | undefined {
  const from = args.indexOf("run") + 1;
  if (from === 0) return undefined;
  for (let at = from; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (flagsWithValue.test(arg)) at++;
    else if (!arg.startsWith("-")) {
      if (/@sha256:[0-9a-f]{64}$/i.test(arg)) return undefined;
      const tag = /:([\w.-]+)$/.exec(arg.slice(arg.lastIndexOf("/") + 1))?.[1];
      if (tag !== undefined && /\d/.test(tag)) return undefined;
      const words = tag === undefined ? "without a tag, which means `latest`" : `with the moving tag \`${tag}\``;
      return { id: "unpinned_image", words: `runs the image \`${arg}\` with \`${program}\` ${words}. Name a digest.` };
    }
  }
  return undefined;
}
