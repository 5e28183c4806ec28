import type { Level } from "@/api/types";
import { SHAPES } from "@/lib/level";

const RATIO = 2;

function drawing(size: number, draw: (context: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * RATIO;
  const context = canvas.getContext("2d")!;
  context.scale(RATIO, RATIO);
  context.translate(size / 2, size / 2);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The shape of a level with a rim of the ground's colour; red is a little larger. */
export function levelIcon(level: Level, colour: string, rim: string): ImageData {
  const scale = level === "red" ? 0.92 : 0.72;
  return drawing(40, (context) => {
    context.scale(scale, scale);
    const path = new Path2D(SHAPES[level]);
    context.lineWidth = 4;
    context.strokeStyle = rim;
    context.stroke(path);
    context.fillStyle = colour;
    context.fill(path);
  });
}

/** A dashed ring: nobody can see this slope now. */
export function blindIcon(ink: string): ImageData {
  return drawing(20, (context) => {
    context.strokeStyle = ink;
    context.lineWidth = 1.8;
    context.setLineDash([3.1, 3.1]);
    context.beginPath();
    context.arc(0, 0, 7.4, 0, 2 * Math.PI);
    context.stroke();
  });
}

export const ICON_RATIO = RATIO;
