// A file of records that was read, in all its cases, and what taking it does.
import type { ImportLine, ImportPreviewView } from "../../src/ipc/bindings";
import type { Handlers } from "./handlers";

export const importLines: ImportLine[] = [
  { line: 2, name: "受付 Bot", clientId: "Rt5kQw8ZpXw2LmN4cRbA", verdict: { kind: "add", lookAt: 0 } },
  { line: 3, name: "Payroll bridge", clientId: "sh0rt", verdict: { kind: "add", lookAt: 2 } },
  {
    line: 4,
    name: "Attendance Bot",
    clientId: "hK3vTq8ZpXw2LmN4cRbY",
    verdict: { kind: "same", id: 1, name: "Attendance Bot" },
  },
  { line: 5, name: "受付 Bot", clientId: "Rt5kQw8ZpXw2LmN4cRbA", verdict: { kind: "repeated", line: 2 } },
  {
    line: 6,
    name: "",
    clientId: "Zz9kQw8ZpXw2LmN4cRbA",
    verdict: { kind: "refused", because: "noName", field: "name" },
  },
];

export function importPreview(change: Partial<ImportPreviewView> = {}): ImportPreviewView {
  return {
    handle: 3,
    fileName: "apps.csv",
    format: "csv",
    encoding: "utf8",
    notRead: [],
    lines: importLines,
    ...change,
  };
}

/** Takes what would be added, gives it numbers from 500 on. */
export function importHandlers(preview = importPreview()): Handlers {
  const added = preview.lines
    .filter(({ verdict }) => verdict.kind === "add")
    .map(({ line }, at) => ({ line, id: 500 + at }));
  return {
    import_pick: () => preview,
    import_apply: ({ handle }) => ({ handle, added, lines: preview.lines }),
    import_discard: () => ({}),
    import_undo: () => ({ changed: added.map(({ id }) => id) }),
    export_save: () => ({ saved: true }),
  };
}
