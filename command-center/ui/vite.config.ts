import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Every browser that runs this page reads woff2; the woff twins would double the size of the build. */
const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform: (code, id) =>
    id.includes("@fontsource") && id.endsWith(".css")
      ? code.replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, "")
      : null,
};

const backend = process.env.SHANSHAO_BACKEND ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [woff2Only, vue()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    proxy: {
      "/api": backend,
      "/phones/api": backend,
      "/ws": { target: backend, ws: true },
    },
  },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 1400,
    rolldownOptions: {
      output: {
        // The map's worker is a module: some servers know the type of .js only, and browsers insist on it.
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith(".mjs")) ? "assets/[name]-[hash].js" : "assets/[name]-[hash][extname]",
      },
    },
  },
  // a loaded machine takes longer than five seconds to mount a page for the first time
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"], testTimeout: 30_000 },
});
