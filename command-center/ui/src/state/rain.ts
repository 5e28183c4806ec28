import { onScopeDispose, ref, shallowRef, watch } from "vue";
import type { DeviceRecord } from "@/api/types";
import { isRain } from "@/lib/format";
import { type GaugeRain, isRough, rainBars, rainSince } from "@/lib/rain";
import { samplesOf } from "@/lib/series";
import { api, snapshots } from "./centre";
import { now } from "./clock";

interface Gauge {
  readonly device: DeviceRecord;
  readonly quantity: string;
}

const REFRESH_MS = 30_000;
/** Questions of one round; more gauges than that are asked in turn. */
const MOST_ASKED = 36;
const HOUR_S = 3_600;
const DAY_S = 86_400;
const BUCKETS = 288;
const BUCKET_S = DAY_S / BUCKETS;

const rainChannel = (device: DeviceRecord): string | null => {
  const names = device.channels.map(({ quantity }) => quantity).filter(isRain);
  return names.find((name) => name === "rain.total") ?? names[0] ?? null;
};

/** @param rounds after so many rounds its turn comes again */
async function rainOf({ device, quantity }: Gauge, rounds: number): Promise<GaugeRain> {
  const askedAt = now.value;
  const end = askedAt / 1000;
  const found = await api.observations(
    device.id,
    quantity,
    new Date(askedAt - DAY_S * 1000),
    new Date(askedAt),
    BUCKETS,
  );
  const samples = samplesOf(found.buckets);
  const bars = rainBars(quantity, samples, BUCKET_S);
  const last = samples.at(-1);
  const newestAt = last ? Math.min(askedAt, (last.t + BUCKET_S) * 1000) : null;
  const nextReading = (newestAt ?? 0) + 2_000 * Math.max(device.interval, BUCKET_S);
  return {
    device: device.id,
    name: device.name,
    pointId: device.pointId,
    division: device.division,
    hour: rainSince(bars, end - HOUR_S),
    rough: isRough(bars, end - HOUR_S, BUCKET_S),
    day: rainSince(bars, end - DAY_S),
    newestAt,
    goodUntil: Math.min(nextReading, askedAt + (2 * rounds + 1) * REFRESH_MS),
  };
}

/** Rain of the last hour and day at the gauges, wettest first; `known` once the first answer is there. */
export function useRain() {
  const gauges = shallowRef<readonly GaugeRain[]>([]);
  const known = ref(false);
  const held = new Map<string, GaugeRain>();
  let turn = 0;
  let reading = false;

  async function read(): Promise<void> {
    const all = (await api.devices()).flatMap((device): Gauge[] => {
      const quantity = rainChannel(device);
      return quantity && device.state !== "retired" ? [{ device, quantity }] : [];
    });
    const rounds = Math.max(1, Math.ceil(all.length / MOST_ASKED));
    const from = (turn++ % rounds) * MOST_ASKED;
    await Promise.allSettled(
      all.slice(from, from + MOST_ASKED).map(async (gauge) => {
        held.set(gauge.device.id, await rainOf(gauge, rounds));
      }),
    );
    gauges.value = all
      .flatMap(({ device }) => held.get(device.id) ?? [])
      .sort((a, b) => b.hour - a.hour || b.day - a.day);
    known.value = true;
  }

  async function quietly(): Promise<void> {
    if (reading) return;
    reading = true;
    await read().catch(() => undefined);
    reading = false;
  }

  // not before the first snapshot: it tells the server's time
  watch(snapshots, (n) => n > 0 && void quietly(), { immediate: true });
  const timer = setInterval(() => void quietly(), REFRESH_MS);
  onScopeDispose(() => clearInterval(timer));
  return { gauges, known };
}
