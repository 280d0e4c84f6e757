import type { SettingsLayer } from "@/lib/imports/rules";

/** Windows and dropped paths in one form, so that one file has one key wherever it was read. */
export function tidyPath(path: string): string {
  return path
    .slice(0, 4096)
    .replaceAll("\\", "/")
    .replaceAll(/\/{2,}(?!\/)/g, (run, at: number, whole: string) => {
      // The two slashes of an address stay.
      return whole[at - 1] === ":" ? "//" : run.slice(0, 1);
    })
    .replace(/^(?:\.\/)+/, "");
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

const managedFolder =
  /(?:^|\/)(?:etc\/claude-code|Library\/Application Support\/ClaudeCode|Program(?: Files|Data)\/ClaudeCode)\//i;
const home = /^(?:~|(?:[A-Za-z]:)?\/?(?:home|Users)\/[^/]+|\/?root)\/\.claude(?:\/|\.json$)/;

export function isManagedPath(path: string): boolean {
  return managedFolder.test(path) || /(?:^|\/)managed-(?:settings|mcp)(?:\.json$|\.d\/)/.test(path);
}

/** `~/.claude/…`: it holds for every project of that person. */
export function isHomePath(path: string): boolean {
  return home.test(path);
}

/** A file of another name was given with `--settings`; its text said that it is one. */
export function layerOf(path: string): SettingsLayer {
  if (isManagedPath(path)) return "managed";
  if (isHomePath(path)) return "user";
  const name = baseName(path);
  if (name === "settings.local.json") return "local";
  return name === "settings.json" || !name.endsWith(".json") ? "project" : "flag";
}

/** The folder a file configures: `app` for `app/.claude/settings.json` and `app/.mcp.json`. */
export function folderOf(path: string): string {
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  return folder.replace(/(?:^|\/)\.(?:claude|cursor|vscode)(?:\/.*)?$/, "");
}

/** True when `folder` is `outer` or lies in it. */
export function liesIn(folder: string, outer: string): boolean {
  return outer === ""
    ? !folder.startsWith("/") && !folder.startsWith("~")
    : folder === outer || folder.startsWith(`${outer}/`);
}
