import assert from "node:assert/strict";
import { Registrar } from "./registry-driver.mjs";

const COUNTY = "220282";
const SLOPE = "e2e-north-slope";
const PDF = Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** The day in China, so many days from today. */
const day = (from) => new Date(Date.now() + 8 * 3_600_000 + from * 86_400_000).toISOString().slice(0, 10);

/** A bureau takes a hazard point into its file, from the first field to the history. Each step stands on those before. */
export function registrySteps(browser, { base, user, password, shots }) {
  let officer;
  return [
    [
      "a point is made, and each wrong field is named at its place",
      async () => {
        officer = await Registrar.at(browser, base, 1366, 768);
        await officer.logsIn(user, password);
        await officer.goesTo("/new-point");
        await officer.page.waitForSelector(`main form select[name=division] option[value="${COUNTY}"]`, {
          state: "attached",
        });
        await officer.fills({
          name: "北坡后山",
          id: SLOPE,
          unifiedNumber: "220282039901",
          kind: "landslide",
          division: COUNTY,
          lon: "126.7610",
          lat: "42.9810",
          villages: "北坡屯、沟口屯",
          movement: "slide",
          material: "debris",
          scale: "large",
          stability: "less-stable",
          trend: "unstable",
          volume: "120000",
          thickness: "5000",
          surveyedOn: day(1),
          people: "12",
          households: "3",
          property: "360",
        });
        await officer.saves();
        const faults = await officer.seesFaults();
        assert.equal(faults.length, 3, faults.join());
        assert.equal(await officer.focused(), "unifiedNumber");
        await officer.shows(shots, "registry-faults-1366");
        await officer.fills({ unifiedNumber: "220282019901", thickness: "6.5", surveyedOn: day(-400) });
      },
    ],
    [
      "its danger zone is drawn by keys and on the map, and measured",
      async () => {
        assert.equal(await officer.drawsAZoneByKeys("126.7640", "42.9812"), 5);
        await officer.addsAVertexOnTheMap();
        await officer.shows(shots, "registry-zone-1366");
        await officer.dropsVertex(3);
        await officer.saves();
        await officer.page.waitForURL(new RegExp(`/points/${SLOPE}/dossier`));
        await officer.seesTheFile();
        const told = (await officer.facts()).join("\n");
        for (const words of ["220282019901", "碎石土", "欠稳定", "按体积为中型", "360", "平方米", "北坡屯、沟口屯"]) {
          assert.ok(told.includes(words), words);
        }
        const reminders = (await officer.reminders()).join("\n");
        for (const words of ["没有防灾预案", "规模等级与规模体积", "已超过一年", "没有防灾责任人"]) {
          assert.ok(reminders.includes(words), words);
        }
        await officer.page.waitForSelector(".map[data-drawn=true]");
        await officer.shows(shots, "registry-file-1366");
      },
    ],
    [
      "who saves second sees both versions and chooses",
      async () => {
        const second = await Registrar.at(browser, base, 1366, 768);
        await second.logsIn(user, password);
        for (const one of [officer, second]) {
          await one.goesTo(`/points/${SLOPE}/edit`);
          await one.page.waitForFunction(() => document.querySelector("main form [name=people]")?.value === "12");
        }
        await officer.fills({ people: "15", width: "80" });
        await officer.saves();
        await officer.seesTheFile();
        await second.fills({ people: "14", name: "北坡" });
        await second.saves();
        assert.deepEqual(await second.seesTheClash(), [
          ["name", "北坡", "北坡后山"],
          ["people", "14", "15"],
        ]);
        await second.shows(shots, "registry-clash-1366");
        await second.takesTheirs("people");
        await second.seesTheFile();
        const { point } = await second.asks(`/api/v1/points/${SLOPE}/dossier`);
        assert.deepEqual([point.name, point.people, point.dossier.width, point.version], ["北坡", 15, 80, 3]);
        await second.leaves();
      },
    ],
    [
      "responsible persons, a plan with its PDF and a treatment work join the file",
      async () => {
        await officer.goesTo(`/points/${SLOPE}/dossier`);
        await officer.seesTheFile();
        await officer.opensTheForm("新增责任人");
        await officer.fills({ role: "responsible", name: "王防灾", phone: "10001230001" });
        await officer.saves();
        await officer.page.locator(".persons tbody tr").filter({ hasText: "100****0001" }).waitFor();

        await officer.goesTo(`/points/${SLOPE}/plans`);
        await officer.opensTheForm("新增预案");
        await officer.fills({ edition: "2020", author: "县局", approvedBy: "吴局长", approvedOn: "2020-03-01" });
        await officer.saves();
        await officer.page.locator("main form small[role=alert]").filter({ hasText: "批准的预案必填" }).waitFor();
        await officer.fills({ validUntil: "2020-12-31", signal: "鸣锣三声", shelter: "村小学", route: "沿村道向东" });
        await officer.saves();
        await officer.page.locator(".paper").filter({ hasText: "已到期" }).waitFor();
        await officer.uploads({ name: "预案2020.pdf", mimeType: "application/pdf", buffer: PDF });
        await officer.page.getByRole("link", { name: "预案2020.pdf" }).waitFor();
        await officer.shows(shots, "registry-plans-1366");

        await officer.goesTo(`/points/${SLOPE}/works`);
        await officer.opensTheForm("新增工程");
        await officer.fills({ name: "截排水沟", measure: "drainage", builder: "省地质工程公司", cost: "48.5" });
        await officer.fills({ startedOn: "2025-04-01", endedOn: "2025-06-30" });
        await officer.saves();
        await officer.page.locator(".paper").filter({ hasText: "48.5" }).waitFor();
        await officer.shows(shots, "registry-works-1366");
      },
    ],
    [
      "photos are kept as pictures and nothing else is",
      async () => {
        await officer.goesTo(`/points/${SLOPE}/dossier`);
        await officer.seesTheFile();
        await officer.page.getByLabel("说明").fill("后缘裂缝");
        await officer.uploads({
          name: "back.webp",
          mimeType: "image/webp",
          buffer: await officer.paints("image/webp"),
        });
        await officer.seesPhotos(1);
        await officer.uploads({ name: "front.png", mimeType: "image/png", buffer: await officer.paints("image/png") });
        await officer.seesPhotos(2);
        await officer.uploads({
          name: "evil.png",
          mimeType: "image/png",
          buffer: Buffer.from("<svg onload=alert(1)>"),
        });
        assert.match(await officer.refusal(), /JPEG、PNG、WebP/);
        await officer.shows(shots, "registry-photos-1366");
      },
    ],
    [
      "as of yesterday the point was not there, and the history says who did what",
      async () => {
        await officer.goesTo(`/points/${SLOPE}/dossier`);
        await officer.seesTheFile();
        await officer.findsNothingOn(day(-1));
        await officer.goesTo(`/points/${SLOPE}/history`);
        const told = (await officer.history()).join("\n");
        for (const words of [
          "责任人 王防灾 新增",
          "防灾预案 2020 新增",
          "照片 back.webp 新增",
          "威胁人数：12 → 15",
          "系统管理员",
        ]) {
          assert.ok(told.includes(words), `${words} in ${told}`);
        }
        await officer.shows(shots, "registry-history-1366");
      },
    ],
    [
      "what would be printed empty is told before it is printed",
      async () => {
        await officer.goesTo(`/points/${SLOPE}/cards`);
        const told = (await officer.cardWarnings()).join("\n");
        assert.match(told, /防灾工作明白卡没有填写/);
        await officer.shows(shots, "registry-cards-1366");
      },
    ],
    [
      "the zone stands on the map of the console, and every page fits in the other size, light and in English",
      async () => {
        await officer.goesTo("/");
        assert.ok((await officer.zonesOnTheMap()) >= 1);
        const { features } = await officer.asks("/api/v1/zones");
        assert.ok(features.some(({ properties }) => properties.id === SLOPE));
        assert.deepEqual(officer.complaints, []);
        assert.deepEqual([...officer.hosts], [new URL(base).host]);
        await officer.leaves();

        const other = await Registrar.at(browser, base, 1920, 1080);
        await other.logsIn(user, password);
        await other.page.evaluate(() => localStorage.setItem("shanshao.language", "en"));
        await other.page.evaluate(() => localStorage.setItem("shanshao.theme", "light"));
        for (const tab of ["dossier", "plans", "works", "households", "cards", "devices", "history", "edit"]) {
          await other.goesTo(`/points/${SLOPE}/${tab}`);
          await other.page.waitForSelector("main .card, main article.sheet, main form, main .failure");
          assert.ok((await other.overflow()) <= 0, tab);
          await other.shows(shots, `registry-${tab}-1920-light-en`);
        }
        await other.leaves();
      },
    ],
  ];
}
