import type uPlot from "uplot";
import type { Level } from "@/api/types";
import { type RainBar, barHeight } from "@/lib/rain";
import type { Crossing, LimitLine } from "@/lib/series";

/** What is drawn on a curve besides the curve. */
export interface Marks {
  readonly limits: readonly { readonly line: LimitLine; readonly label: string }[];
  readonly crossing: { readonly crossing: Crossing; readonly label: string } | null;
  /** Unix seconds between which the readings count for nothing. */
  readonly masked: readonly { readonly from: number; readonly to: number }[];
  readonly maskedLabel: string;
  readonly rain: readonly RainBar[];
  /** Seconds that one rain bar covers, unless it stands for a silence. */
  readonly rainWidth: number;
  /** Millimetres at which a bar reaches its full length at the least, so that drizzle looks like drizzle. */
  readonly rainScale: number;
}

export interface Ink {
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly grid: string;
  readonly rain: string;
  readonly panel: string;
  readonly level: Readonly<Record<Level, string>>;
}

export function inkOf(element: Element): Ink {
  const css = getComputedStyle(element);
  const token = (name: string) => css.getPropertyValue(name).trim();
  return {
    ink: token("--ink"),
    ink2: token("--ink-2"),
    ink3: token("--ink-3"),
    grid: token("--line-soft"),
    rain: token("--rain"),
    panel: token("--panel"),
    level: { red: token("--red"), orange: token("--orange"), yellow: token("--yellow"), blue: token("--blue") },
  };
}

const FAMILY = '"Noto Sans SC", sans-serif';
const RAIN_SHARE = 0.32;
const LABEL_ROOM = 14;

const bold = (size: number): string => `700 ${size * devicePixelRatio}px ${FAMILY}`;

/** Rain hangs from the top; its tallest bar takes at most a third of the height. */
export function paintRain(chart: uPlot, marks: Marks, ink: Ink): void {
  const most = Math.max(...marks.rain.map((bar) => barHeight(bar, marks.rainWidth)), 0);
  if (most <= 0) return;
  const { ctx, bbox } = chart;
  const scale = (bbox.height * RAIN_SHARE) / Math.max(most, marks.rainScale);
  ctx.save();
  clip(chart);
  ctx.globalAlpha = 0.75;
  ctx.fillStyle = ink.rain;
  for (const bar of marks.rain) {
    if (bar.mm <= 0) continue;
    const left = chart.valToPos(bar.from, "x", true);
    const right = chart.valToPos(bar.until, "x", true);
    const height = barHeight(bar, marks.rainWidth) * scale;
    ctx.fillRect(left, bbox.top, Math.max(1, right - left - devicePixelRatio), height);
  }
  ctx.restore();
}

/** A veil over what is masked, with the word. */
export function paintMasked(chart: uPlot, marks: Marks, ink: Ink): void {
  const { ctx, bbox } = chart;
  const end = bbox.left + bbox.width;
  for (const { from, to } of marks.masked) {
    const left = Math.max(bbox.left, chart.valToPos(from, "x", true));
    const right = Number.isFinite(to) ? Math.min(end, chart.valToPos(to, "x", true)) : end;
    if (right <= left) continue;
    ctx.save();
    clip(chart);
    ctx.globalAlpha = 0.1;
    ctx.fillStyle = ink.ink;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.restore();
    const foot = bbox.top + bbox.height - 6 * devicePixelRatio;
    write(chart, marks.maskedLabel, left + 4 * devicePixelRatio, foot, ink.ink2, ink.panel);
  }
}

/** Named, dashed lines where the limits are. */
export function paintLimits(chart: uPlot, marks: Marks, ink: Ink): void {
  const { ctx, bbox } = chart;
  const dpr = devicePixelRatio;
  let lastY = Infinity;
  ctx.save();
  clip(chart);
  ctx.lineWidth = 1.3 * dpr;
  for (const { line, label } of [...marks.limits].sort((a, b) => a.line.value - b.line.value)) {
    const y = chart.valToPos(line.value, "y", true);
    if (y < bbox.top - 1 || y > bbox.top + bbox.height + 1) continue;
    ctx.strokeStyle = ink.level[line.level];
    ctx.setLineDash([5 * dpr, 4 * dpr]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    const crowded = Math.abs(lastY - y) < LABEL_ROOM * dpr;
    const above = y - bbox.top > LABEL_ROOM * dpr;
    const x = bbox.left + (crowded ? 130 : 6) * dpr;
    write(chart, label, x, y + (above ? -4 : 12) * dpr, ink.level[line.level], ink.panel);
    lastY = y;
  }
  ctx.restore();
}

/** Text with a rim of the ground's colour, so that it can be read over rain. */
function write({ ctx }: uPlot, text: string, x: number, y: number, colour: string, rim: string): void {
  ctx.save();
  ctx.font = bold(11);
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.setLineDash([]);
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.strokeStyle = rim;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
  ctx.restore();
}

/** A dot and the time where the curve went over the gravest limit that it is still over. */
export function paintCrossing(chart: uPlot, marks: Marks, ink: Ink): void {
  if (!marks.crossing) return;
  const { crossing, label } = marks.crossing;
  const { ctx, bbox } = chart;
  const x = chart.valToPos(crossing.t, "x", true);
  const y = chart.valToPos(crossing.value, "y", true);
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.setLineDash([]);
  ctx.fillStyle = ink.level[crossing.level];
  ctx.beginPath();
  ctx.arc(x, y, 4.5 * devicePixelRatio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.font = bold(12);
  const width = ctx.measureText(label).width;
  const left = x - bbox.left > width + 16 * devicePixelRatio;
  ctx.textAlign = left ? "right" : "left";
  ctx.textBaseline = "alphabetic";
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.strokeStyle = ink.panel;
  ctx.fillStyle = ink.ink;
  const at: [number, number] = [
    x + (left ? -9 : 9) * devicePixelRatio,
    Math.max(bbox.top + 12 * devicePixelRatio, y - 8 * devicePixelRatio),
  ];
  ctx.strokeText(label, ...at);
  ctx.fillText(label, ...at);
  ctx.restore();
}

function clip({ ctx, bbox }: uPlot): void {
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
}
