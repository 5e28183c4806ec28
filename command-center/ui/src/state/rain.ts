import { onScopeDispose, ref, shallowRef } from "vue";
import type { DeviceRecord } from "@/api/types";
import { isRain } from "@/lib/format";
import { rainBars, rainSince } from "@/lib/rain";
import { samplesOf } from "@/lib/series";
import { api } from "./centre";

export interface GaugeRain {
  readonly device: string;
  readonly name: string;
  readonly pointId: string | null;
  readonly hour: number;
  readonly day: number;
}

const REFRESH_MS = 30_000;
const MOST_GAUGES = 12;
const DAY_S = 86_400;

const rainChannel = (device: DeviceRecord): string | null => {
  const names = device.channels.map(({ quantity }) => quantity).filter(isRain);
  return names.find((name) => name === "rain.total") ?? names[0] ?? null;
};

async function rainOf(device: DeviceRecord, quantity: string): Promise<GaugeRain> {
  const to = new Date();
  const from = new Date(to.getTime() - DAY_S * 1000);
  const found = await api.observations(device.id, quantity, from, to, 288);
  const bars = rainBars(quantity, samplesOf(found.buckets));
  const now = to.getTime() / 1000;
  return {
    device: device.id,
    name: device.name,
    pointId: device.pointId,
    hour: rainSince(bars, now - 3600),
    day: rainSince(bars, now - DAY_S),
  };
}

/** Rain of the last hour and day at the gauges, wettest first; `known` once the first answer is there. */
export function useRain() {
  const gauges = shallowRef<readonly GaugeRain[]>([]);
  const known = ref(false);

  async function read(): Promise<void> {
    const devices = await api.devices();
    const wanted = devices
      .flatMap((device) => {
        const quantity = rainChannel(device);
        return quantity && device.state !== "retired" ? [{ device, quantity }] : [];
      })
      .slice(0, MOST_GAUGES);
    const found = await Promise.allSettled(wanted.map(({ device, quantity }) => rainOf(device, quantity)));
    gauges.value = found
      .flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
      .sort((a, b) => b.hour - a.hour || b.day - a.day);
    known.value = true;
  }

  const quietly = () => void read().catch(() => undefined);
  quietly();
  const timer = setInterval(quietly, REFRESH_MS);
  onScopeDispose(() => clearInterval(timer));
  return { gauges, known };
}
