import { importLimits } from "@/lib/imports/rules";

export type PickedFile = { path: string; bytes: Uint8Array };

const mostFiles = 2_000;

/** Of a whole folder only what can be an agent's configuration is opened. A single file is read whatever it is called. */
export function isWanted(path: string): boolean {
  if (/(?:^|\/)(?:node_modules|\.git|\.next|dist|build|vendor)\//.test(path)) return false;
  return (
    /(?:^|\/)\.claude\/(?:settings(?:\.local)?\.json|agents\/.+\.md)$/.test(path) ||
    /(?:^|\/)(?:\.?mcp\.json|\.claude\.json|claude_desktop_config\.json|managed-[\w-]+\.json)$/.test(path) ||
    /(?:^|\/)(?:agent-card\.json|\.well-known\/agent\.json|server\.json|bom\.json|[^/]+\.cdx\.json)$/.test(path) ||
    /(?:^|\/)(?:AGENTS|CLAUDE)(?:\.local)?\.md$/.test(path)
  );
}

/** One byte more than is read, so that a file that is too large is told as such and never held whole. */
async function readOne(path: string, file: File): Promise<PickedFile> {
  const bytes = new Uint8Array(await file.slice(0, importLimits.fileBytes + 1).arrayBuffer());
  return { path, bytes };
}

/** Files of a chooser. Those of a folder come with their path in it. */
export async function readChosen(files: readonly File[]): Promise<PickedFile[]> {
  const wanted = files.filter(({ webkitRelativePath: path }) => path === "" || isWanted(path)).slice(0, mostFiles);
  return Promise.all(wanted.map((file) => readOne(file.webkitRelativePath || file.name, file)));
}

/** Files and folders that were dropped. What is dropped is readable only during the event, so all entries are taken first. */
export async function readDropped(transfer: DataTransfer): Promise<PickedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return readChosen([...transfer.files]);
  const picked: PickedFile[] = [];
  for (const entry of entries) await walk(entry, picked, true);
  return picked;
}

async function walk(entry: FileSystemEntry, picked: PickedFile[], direct: boolean): Promise<void> {
  if (picked.length >= mostFiles) return;
  const path = entry.fullPath.replace(/^\//, "");
  if (isFolder(entry)) {
    if (/^(?:node_modules|\.git|\.next|dist|build|vendor)$/.test(entry.name)) return;
    for (const inner of await listEntries(entry)) await walk(inner, picked, false);
  } else if (isFile(entry) && (direct || isWanted(path))) {
    const file = await new Promise<File>((done, fail) => entry.file(done, fail));
    picked.push(await readOne(path, file));
  }
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** A browser gives at most a hundred entries at once. */
async function listEntries(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
