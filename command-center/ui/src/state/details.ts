import { onScopeDispose, shallowRef, watch } from "vue";
import type { PointDelta, PointDetail } from "@/api/types";
import { withDelta } from "@/lib/channels";
import { api, live, snapshots } from "./centre";

const READ_AGAIN_MS = 3_000;

/** Some hazard points with their instruments as they are now: each is read, and followed on its own topic. */
export function useDetails(ids: () => readonly string[]) {
  const details = shallowRef<ReadonlyMap<string, PointDetail>>(new Map());
  const followed = new Map<string, () => void>();
  let again: ReturnType<typeof setTimeout> | undefined;

  async function read(id: string): Promise<void> {
    try {
      const found = await api.point(id);
      if (followed.has(id)) details.value = new Map(details.value).set(id, found);
    } catch {
      clearTimeout(again);
      if (followed.has(id)) again = setTimeout(readAll, READ_AGAIN_MS);
    }
  }

  function readAll(): void {
    for (const id of followed.keys()) void read(id);
  }

  function hear(id: string, delta: PointDelta): void {
    const held = details.value.get(id);
    if (!held) return;
    details.value = new Map(details.value).set(id, { ...held, deviceList: withDelta(held.deviceList, delta) });
  }

  function follow(wanted: readonly string[]): void {
    for (const [id, leave] of followed) {
      if (wanted.includes(id)) continue;
      leave();
      followed.delete(id);
      const rest = new Map(details.value);
      rest.delete(id);
      details.value = rest;
    }
    for (const id of wanted) {
      if (followed.has(id)) continue;
      followed.set(
        id,
        live.onPoint(
          id,
          (delta) => hear(id, delta),
          () => void read(id),
        ),
      );
      void read(id);
    }
  }

  watch(
    () => [...new Set(ids())].sort().join("\n"),
    (wanted) => follow(wanted === "" ? [] : wanted.split("\n")),
    { immediate: true },
  );
  watch(snapshots, readAll);
  onScopeDispose(() => {
    follow([]);
    clearTimeout(again);
  });
  return details;
}
