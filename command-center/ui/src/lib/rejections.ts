import type { DeviceView, RejectedPayload } from "@/api/types";

/** What an instrument sent in the last hour and nobody could take. */
export interface Rubbish {
  readonly device: Pick<DeviceView, "id" | "name" | "pointId">;
  readonly count: number;
  /** There were more than are kept to be counted. */
  readonly more: boolean;
  readonly newest: RejectedPayload;
}

const HOUR_MS = 3_600_000;

/** The instruments whose data was rejected in the last hour, the newest trouble first. */
export function rubbishOf(devices: readonly DeviceView[], now: number): Rubbish[] {
  return devices
    .flatMap((device): Rubbish[] => {
      const { last, count } = device.rejected;
      const recent = last
        .filter(({ t }) => Date.parse(t) > now - HOUR_MS)
        .sort((a, b) => Date.parse(b.t) - Date.parse(a.t));
      const newest = recent[0];
      const more = recent.length === last.length && count > last.length;
      return newest && device.state !== "retired" ? [{ device, count: recent.length, more, newest }] : [];
    })
    .sort((a, b) => Date.parse(b.newest.t) - Date.parse(a.newest.t));
}
