import { Officer } from "./driver.mjs";

const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** An administrator at the pages on people: beside the drivers the only code that knows how they are built. */
export class Administrator extends Officer {
  /** What the centre itself answers. */
  asks(path) {
    return this.page.evaluate(async (address) => (await fetch(address)).json(), path);
  }

  /** Comes back with the password that was made for the user. */
  async makesAUser({ username, name, role, division }) {
    await this.page.click("main header button.go");
    const form = this.page.locator("section.card form");
    await form.locator("[name=username]").fill(username);
    await form.locator("[name=displayName]").fill(name);
    await form.locator("[name=role]").selectOption(role);
    await form.locator("select").nth(1).selectOption(division);
    await form.locator("button[type=submit]").click();
    await this.page.locator("tbody tr").filter({ hasText: username }).waitFor();
    const once = await this.page.locator("output").innerText();
    await this.page.locator("section.note button.go").click();
    return once;
  }

  /** Opens what there is to a user; comes back with the row that holds it. */
  async opensAUser(username) {
    await this.page.getByRole("button", { name: `修改 ${username}` }).click();
    const sheet = this.page.locator("td.sheet");
    await sheet.waitFor();
    return sheet;
  }

  mustChooseAPassword() {
    return this.page.waitForSelector("[name=again]");
  }

  async choosesAPassword(old, fresh) {
    await this.page.fill("[name=old]", old);
    await this.page.fill("[name=new]", fresh);
    await this.page.fill("[name=again]", fresh);
    await this.page.click("form.card button[type=submit]");
    await this.page.waitForURL(/\/login/);
  }

  /** Puts an officer on the roster round the clock, with a deputy, and waits until that one is on duty. */
  async makesARoster({ division, first, days, officer, name, deputy }) {
    await this.page.locator("main header select").selectOption(division);
    await this.page.getByRole("button", { name: "排班" }).click();
    const form = this.page.locator("form.card");
    await form.locator("input[type=date]").fill(first);
    await form.locator("input[type=number]").fill(String(days));
    for (const time of await form.locator("input[type=time]").all()) await time.fill("08:00");
    await form.locator("select[multiple]").selectOption(officer);
    await form.locator("select:not([multiple])").selectOption(deputy);
    await form.locator("button[type=submit]").click();
    await this.page.locator("section.why").filter({ hasText: name }).waitFor();
  }

  /** Chooses a workbook; comes back with what is wrong, one line a cell. */
  async offersAList(bytes, timeout) {
    // what the list before it came to stands there until the new one is looked through
    const looked = this.page.waitForResponse(
      (response) => response.request().method() === "POST" && response.url().includes("/api/v1/imports"),
      { timeout },
    );
    await this.page.setInputFiles("input[type=file]", { name: "名册.xlsx", mimeType: EXCEL, buffer: bytes });
    const { id } = await (await looked).json();
    await this.page.locator(`main .card[data-import="${id}"]`).waitFor({ timeout });
    const bad = this.page.locator("main .card [role=alert]");
    const good = this.page.locator("main .card button.go");
    await bad.or(good).first().waitFor({ timeout });
    const rows = await this.page.locator("main .card .list tbody tr").all();
    return Promise.all(rows.map(async (row) => (await row.locator("td").allInnerTexts()).slice(0, 3).join(" ").trim()));
  }

  async takesTheList(timeout) {
    await this.page.locator("main .card button.go").click();
    await this.page.locator("main .card").filter({ hasText: "已导入" }).first().waitFor({ timeout });
  }

  async seesHouseholds(timeout) {
    await this.page.waitForSelector("main .list tbody tr", { timeout });
    return this.page.locator("main .list tbody tr").count();
  }

  /** The cards as a browser prints them: how many pages they come to. */
  async printsCards(file, timeout) {
    await this.page.waitForSelector("article.sheet", { timeout });
    const pdf = await this.page.pdf({ preferCSSPageSize: true, ...(file ? { path: file } : {}) });
    return pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
  }

  seesWeakPoint(words, timeout) {
    return this.page.locator("main tbody").filter({ hasText: words }).first().waitFor({ timeout });
  }

  /** Takes the device of this page out of service until then, or back. */
  async setsState(state, until) {
    const form = this.page.locator(".forms form").first();
    await form.locator("select").selectOption(state);
    if (until) await form.locator("input[type=datetime-local]").fill(until);
    const saved = this.page.waitForResponse(
      (response) => response.request().method() === "PUT" && response.url().includes("/api/v1/devices/"),
    );
    await form.locator("button[type=submit]").click();
    return (await saved).status();
  }

  /** Says that another sensor measures from then on. */
  async swaps(from, offset) {
    const form = this.page.locator(".forms form").nth(1);
    await form.locator("input[type=datetime-local]").fill(from);
    await form.locator("input[type=number]").fill(String(offset));
    const saved = this.page.waitForResponse(
      (response) => response.request().method() === "PUT" && response.url().includes("/api/v1/devices/"),
    );
    await form.locator("button[type=submit]").click();
    return (await saved).status();
  }

  seesThatNobodyWatches(timeout) {
    return this.page.locator("main .note").filter({ hasText: "看不见" }).waitFor({ timeout });
  }

  async verifiesTheTrail(timeout) {
    await this.page.getByRole("button", { name: "校验全部" }).click();
    const verdict = this.page.locator("main [data-intact]");
    await verdict.waitFor({ timeout });
    return (await verdict.innerText()).trim();
  }
}
