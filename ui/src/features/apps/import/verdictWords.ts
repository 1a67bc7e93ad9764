// What happens to a record of a file, in words.
import type { ImportRefusal, RefusedBecause, ImportVerdict } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

const reasons: Record<RefusedBecause, (field: string) => string> = {
  noName: () => m.import_noName(),
  badValue: (field) => m.import_badValue({ field }),
  tooLong: (field) => m.import_tooLong({ field }),
  privateKey: (field) => m.import_privateKey({ field }),
  extraCells: () => m.import_extraCells(),
  notARecord: () => m.import_notARecord(),
};

function refusal({ because, field }: ImportRefusal): string {
  return reasons[because](field ?? "");
}

export function verdictWords(verdict: ImportVerdict): string {
  switch (verdict.kind) {
    case "add":
      return verdict.lookAt === 0 ? m.import_willAdd() : m.import_willAddLook({ count: verdict.lookAt });
    case "same":
      return m.import_same({ id: verdict.id, name: verdict.name });
    case "repeated":
      return m.import_repeated({ line: verdict.line });
    case "refused":
      return refusal(verdict);
  }
}
