import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { Notice } from "@/api/warnings";
import { notice, paper, remaining, warningView } from "@/fixtures/warnings";
import { api } from "@/state/centre";
import SignPage from "./SignPage.vue";

const PAPER = paper({ title: "红色转移通知 老岭沟", seats: [{ role: null, division: null, usernames: ["me"] }] });
const router = createRouter({
  history: createMemoryHistory(),
  routes: ["sign", "signList", "warning", "why", "households"].map((name) => ({
    path: `/${name}/:id?`,
    name,
    component: { template: "<i />" },
  })),
});
const call = vi.spyOn(api, "call");
vi.spyOn(api, "point").mockRejectedValue(new Error("not here"));

/** The centre answers so; what is left out never comes. */
function centre(found: { readonly mine?: boolean; readonly words?: Notice | null; readonly paper?: object }): void {
  const { mine = true, words = notice({ hash: "ab12" }), paper = PAPER } = found;
  call.mockImplementation((_, path) => {
    if (path.includes("?mine=true&id=")) return Promise.resolve((mine ? [paper] : []) as never);
    if (path.includes("/approvals/")) return Promise.resolve(paper as never);
    if (path.endsWith("/remaining"))
      return Promise.resolve({ then: remaining(), now: remaining({ households: 1, people: 3 }) } as never);
    if (path.includes("/notices/") && words) return Promise.resolve(words as never);
    if (path.includes("/warnings/")) return Promise.resolve(warningView() as never);
    return new Promise(() => undefined);
  });
}
async function page() {
  const shown = mount(SignPage, { props: { id: "a1" }, global: { plugins: [router] } });
  for (let i = 0; i < 4; i++) await flushPromises();
  return shown;
}
type Shown = Awaited<ReturnType<typeof page>>;
const maySign = (shown: Shown): boolean => shown.find("[data-do=sign]").exists();

beforeEach(() => void call.mockReset());

describe("a signer's page", () => {
  it("shows the exact words and how many read them, and lets whoever it waits for sign", async () => {
    centre({});
    const shown = await page();
    expect(shown.findAll("blockquote").map((one) => one.text())).toEqual(notice().words.map(({ text }) => text));
    expect(shown.text()).toContain("将发给 397 人 · 96 户");
    expect(shown.find("header strong").text()).toBe("演练");
    expect(maySign(shown)).toBe(true);
  });

  it("puts the place, the number of people and the words before everything else", async () => {
    centre({});
    const shown = await page();
    const head = shown.find("header").text();
    expect(head).toContain("397 人 · 96 户");
    expect(head, "who else is told stands below the words").not.toContain("同时报");
    expect(shown.find(".body section").findAll("blockquote").length).toBe(notice().words.length);
  });

  it("lets nobody sign before the words are there, nor where the signature would be for others", async () => {
    centre({ words: null });
    expect(maySign(await page())).toBe(false);
    centre({ words: notice({ hash: "of other words" }) });
    expect(maySign(await page())).toBe(false);
  });

  it("shows what stood when an all-clear was proposed and what stands now, and asks to have seen what is grave", async () => {
    centre({ words: notice({ hash: "ab12", purpose: "lift", level: null, reason: "专家到场" }) });
    const shown = await page();
    expect(shown.find("[data-stands=then]").text()).toContain("未转移 7 人（2 户或个人）");
    expect(shown.find("[data-stands=now]").text()).toContain("未转移 3 人（1 户或个人）");
    expect(shown.text()).toContain("专家到场");
    await shown.find("[data-do=sign]").trigger("click");
    expect(shown.find("[name=aware]").attributes("required")).toBeDefined();
  });

  it("shows what the notice rested upon when it was proposed", async () => {
    const basis = { why: { zh: "两台裂缝计同时越红线", en: "two gauges" }, evidence: [] };
    centre({ words: notice({ hash: "ab12", basis }) });
    expect((await page()).find(".basis").text()).toContain("两台裂缝计同时越红线");
  });

  it("says above all when the slope is worse than what is signed", async () => {
    centre({ words: notice({ hash: "ab12", level: "yellow" }) });
    expect((await page()).find("header .below").text()).toBe("告警已到红色，高于本通知的黄色");
    centre({ words: notice({ hash: "ab12", level: "red" }) });
    expect((await page()).find("header .below").exists()).toBe(false);
  });

  it("takes the word on the danger for none on its end", async () => {
    centre({ words: notice({ hash: "ab12", purpose: "lift", level: null }) });
    expect((await page()).text()).toContain("不是对解除的确认");
  });

  it("lets nobody sign for whom it does not wait, nor what is over", async () => {
    centre({ mine: false });
    expect(maySign(await page())).toBe(false);
    centre({ paper: { ...PAPER, state: "approved" } });
    const over = await page();
    expect(maySign(over)).toBe(false);
    expect(over.find("[data-result=approved]").text()).toContain("已签发");
  });
});
