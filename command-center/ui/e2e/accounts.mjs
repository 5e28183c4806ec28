import assert from "node:assert/strict";
import { Administrator } from "./people-driver.mjs";

const COUNTY = "220282";
const OWN = "a password of my own";

/** Somebody is let in, lost, let in again; machines get tokens; the tree of divisions changes. */
export function accountSteps(browser, { base, user, password, shots }) {
  let chief;
  let once;
  return [
    [
      "a new officer gets a password that is shown once, and must choose another before anything else",
      async () => {
        chief = await Administrator.at(browser, base, 1366, 768);
        await chief.logsIn(user, password);
        await chief.goesTo("/users");
        once = await chief.makesAUser({ username: "e2e-sun", name: "孙新来", role: "duty", division: COUNTY });
        assert.equal(once.length, 16);
        assert.equal(await chief.page.locator("output").count(), 0, "shown once");
        const fresh = await Administrator.at(browser, base, 1366, 768);
        await fresh.triesToLogIn("e2e-sun", once);
        await fresh.mustChooseAPassword();
        await fresh.goesTo("/users");
        await fresh.mustChooseAPassword();
        await fresh.shows(shots, "me-once-1366");
        await fresh.choosesAPassword(once, OWN);
        await fresh.logsIn("e2e-sun", OWN);
        await fresh.goesTo("/users");
        await fresh.page.waitForSelector("main [role=alert]");
        await fresh.leaves();
      },
    ],
    [
      "the user is changed, a wrong field is named, sessions end, and the password is reset",
      async () => {
        await chief.goesTo("/users");
        const row = await chief.opensAUser("e2e-sun");
        await row.locator("[name=phone]").fill("call me");
        await row.locator("button[type=submit]").first().click();
        assert.match(await row.locator("label:has([name=phone]) [role=alert]").innerText(), /不符合要求/);
        await row.locator("[name=phone]").fill("13800138000");
        await row.locator("[name=validUntil]").fill("2099-12-31");
        await row.locator("button[type=submit]").first().click();
        await chief.page.locator("tbody tr").filter({ hasText: "2099-12-31" }).first().waitFor();
        await row.locator("[name=issuer]").fill("https://id.example");
        await row.locator("[name=subject]").fill("sun");
        await row.locator("button[type=submit]").last().click();
        await row.getByText("https://id.example").waitFor();
        await chief.shows(shots, "user-open-1366");
        await row.getByRole("button", { name: "重置密码" }).click();
        await row.getByRole("alertdialog").getByRole("button", { name: "重置密码" }).click();
        const again = await chief.page.locator("output").innerText();
        assert.notEqual(again, once);
        await chief.page.locator("section.note button.go").click();
      },
    ],
    [
      "a token is made, shown once and revoked",
      async () => {
        await chief.goesTo("/tokens");
        await chief.page.click("main header button.go");
        await chief.page.fill("[name=label]", "e2e 数据接口");
        await chief.page.selectOption("[name=scope]", "write");
        await chief.page.fill("[name=days]", "7");
        await chief.page.click("form.card button[type=submit]");
        assert.match(await chief.page.locator("output").innerText(), /^shan_/);
        await chief.shows(shots, "tokens-1366");
        await chief.page.locator("section.note button.go").click();
        const row = chief.page.locator("tbody tr").filter({ hasText: "e2e 数据接口" });
        await row.getByRole("button").click();
        await chief.page.getByRole("alertdialog").getByRole("button", { name: "吊销" }).click();
        await row.waitFor({ state: "detached" });
      },
    ],
    [
      "a division is made, renamed and closed, each from a day on",
      async () => {
        await chief.goesTo("/divisions");
        await chief.page.click("main header button.go");
        await chief.page.fill("[name=code]", "99e2e");
        await chief.page.fill("[name=name]", "测试开发区");
        await chief.page.click("form.card button[type=submit]");
        assert.match(await chief.page.locator("label:has([name=code]) [role=alert]").innerText(), /22/);
        await chief.page.fill("[name=code]", "22e2e");
        await chief.page.click("form.card button[type=submit]");
        await chief.page.locator("tbody tr").filter({ hasText: "测试开发区" }).waitFor();
        await chief.shows(shots, "divisions-1366");
        await chief.page.getByRole("button", { name: "改名或改隶 测试开发区" }).click();
        await chief.page.fill("[name=name]", "测试新区");
        await chief.page.click("form.card button[type=submit]");
        await chief.page.locator("tbody tr").filter({ hasText: "测试新区" }).waitFor();
        await chief.page.getByRole("button", { name: "撤销 测试新区" }).click();
        await chief.page.click("form.card button[type=submit]");
        await chief.page.locator("tbody tr").filter({ hasText: "测试新区" }).waitFor({ state: "detached" });
      },
    ],
    [
      "one sees the own sessions and ends one",
      async () => {
        const lost = await Administrator.at(browser, base, 1366, 768);
        await lost.logsIn(user, password);
        await chief.goesTo("/me");
        const ends = chief.page.locator("main tbody button");
        await ends.first().waitFor();
        const before = await ends.count();
        await chief.shows(shots, "me-1366");
        await ends.first().click();
        await chief.page.waitForFunction(
          (many) => document.querySelectorAll("main tbody button").length === many - 1,
          before,
        );
        await lost.leaves();
        assert.deepEqual(chief.complaints, []);
        await chief.leaves();
      },
    ],
  ];
}
