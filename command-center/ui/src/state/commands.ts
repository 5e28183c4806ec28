import { onScopeDispose, shallowRef, watch } from "vue";
import type { CommandForm, CommandView } from "@/api/types";
import { api, snapshots } from "./centre";

/** An answer takes seconds at most; who waits for one looks often. */
const REFRESH_MS = 3_000;

/** The commands of some devices, newest first, and what became of them. */
export function useCommands(ids: () => readonly string[]) {
  const commands = shallowRef<ReadonlyMap<string, readonly CommandView[]>>(new Map());

  async function readOne(id: string): Promise<void> {
    const found = await api.commands(id).catch(() => null);
    if (found && ids().includes(id)) commands.value = new Map(commands.value).set(id, found);
  }

  const read = (): void => ids().forEach((id) => void readOne(id));

  /** @throws what the centre refuses */
  async function give(id: string, form: CommandForm): Promise<void> {
    await api.command(id, form);
    await readOne(id);
  }

  watch(() => ids().join("\n"), read, { immediate: true });
  watch(snapshots, read);
  const timer = setInterval(read, REFRESH_MS);
  onScopeDispose(() => clearInterval(timer));
  return { commands, give };
}
