import { Officer } from "./driver.mjs";

/** An administrator at the pages of a point's file: beside the drivers the only code that knows how they are built. */
export class Registrar extends Officer {
  /** What the centre itself answers. */
  asks(path) {
    return this.page.evaluate(async (address) => (await fetch(address)).json(), path);
  }

  /** Fills fields in by their names; of a choice its value. */
  async fills(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.page.locator(`main form [name="${name}"]`);
      const isChoice = await field.evaluate((element) => element.tagName === "SELECT");
      if (isChoice) await field.selectOption(value);
      else await field.fill(value);
    }
  }

  async saves() {
    await this.page.locator("main form button[type=submit]").click();
  }

  /** The words at the fields that were not taken. */
  async seesFaults() {
    await this.page.waitForSelector("main .note[role=alert]");
    return this.page.locator("main form small[role=alert]").allInnerTexts();
  }

  focused() {
    return this.page.evaluate(() => document.activeElement?.getAttribute("name"));
  }

  /** Makes the first danger zone by keys alone: a square, and one more vertex that is moved outwards. */
  async drawsAZoneByKeys(lon, lat) {
    await this.page.getByRole("button", { name: "以隐患点为中心画方形" }).press("Enter");
    await this.page.getByRole("button", { name: "顶点 2 在后面插入" }).press("Enter");
    await this.page.getByLabel("顶点 3 经度（度）").fill(lon);
    await this.page.getByLabel("顶点 3 纬度（度）").fill(lat);
    await this.page.keyboard.press("Tab");
    return this.page.locator(".zone ol li").count();
  }

  /** Clicks beside the lower right corner of the map, where the zone is not. */
  async addsAVertexOnTheMap() {
    const map = this.page.locator(".zone .map");
    await map.scrollIntoViewIfNeeded();
    await this.page.waitForSelector(".zone .map[data-drawn=true]");
    const box = await map.boundingBox();
    const before = await this.page.locator(".zone ol li").count();
    await this.page.mouse.click(box.x + box.width - 40, box.y + box.height / 2);
    await this.page.locator(".zone ol li").nth(before).waitFor();
  }

  async dropsVertex(n) {
    await this.page.getByRole("button", { name: `顶点 ${n} 删除顶点` }).click();
  }

  seesTheFile() {
    return this.page.waitForSelector("main .facts dl");
  }

  facts() {
    return this.page.locator("main .facts").allInnerTexts();
  }

  /** They come by themselves, after the file. */
  async reminders() {
    await this.page.locator(".reminders li").first().waitFor();
    return this.page.locator(".reminders li").allInnerTexts();
  }

  /** Both versions of each field that differs. */
  async seesTheClash() {
    await this.page.waitForSelector("[role=alertdialog] tbody tr");
    const rows = await this.page.locator("[role=alertdialog] tbody tr").all();
    return Promise.all(
      rows.map(async (row) => [await row.getAttribute("data-field"), ...(await row.locator("td").allInnerTexts())]),
    );
  }

  async takesTheirs(field) {
    await this.page.locator(`[role=alertdialog] tr[data-field="${field}"] input`).nth(1).check();
    await this.page.getByRole("button", { name: "按选择保存" }).click();
  }

  async opensTheForm(name) {
    await this.page.getByRole("button", { name }).first().click();
    await this.page.waitForSelector("main form");
  }

  async uploads(file, at = 0) {
    await this.page.locator("main input[type=file]").nth(at).setInputFiles(file);
  }

  /** A picture as a browser draws it. */
  async paints(type) {
    const encoded = await this.page.evaluate((mime) => {
      const canvas = document.createElement("canvas");
      canvas.width = 900;
      canvas.height = 600;
      const paint = canvas.getContext("2d");
      paint.fillStyle = "#456";
      paint.fillRect(0, 0, 900, 600);
      paint.fillStyle = "#a86";
      paint.fillRect(300, 200, 300, 400);
      return canvas.toDataURL(mime).replace(/^[^,]*,/, "");
    }, type);
    return Buffer.from(encoded, "base64");
  }

  /** Waits until the thumbnails are there and drawn. */
  seesPhotos(count) {
    return this.page.waitForFunction(
      (n) => {
        const images = [...document.querySelectorAll("ul.photo img")];
        images.forEach((image) => image.scrollIntoView());
        return images.length === n && images.every((image) => image.complete && image.naturalWidth > 0);
      },
      count,
      { timeout: 30_000 },
    );
  }

  async refusal() {
    const note = this.page.locator("main .files .note[role=alert]").first();
    await note.waitFor();
    return note.innerText();
  }

  /** Asks for the point as it was on a day when it was not there yet. */
  async findsNothingOn(day) {
    await this.page.locator("main header input[type=date]").fill(day);
    await this.page.locator("main .note").filter({ hasText: "没有找到" }).waitFor();
  }

  async history() {
    await this.page.waitForSelector("main tbody tr");
    return this.page.locator("main tbody tr").allInnerTexts();
  }

  async cardWarnings() {
    await this.page.waitForSelector("article.sheet");
    return this.reminders();
  }

  /** How many danger zones the map of the console holds. */
  async zonesOnTheMap() {
    await this.page.waitForFunction(() => Number(document.querySelector(".map")?.dataset.zones) > 0);
    return this.page.evaluate(() => Number(document.querySelector(".map").dataset.zones));
  }
}
