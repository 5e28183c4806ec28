import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import UserForm from "./UserForm.vue";

const divisions = [
  { code: "22", name: "吉林省", parent: null },
  { code: "220282", name: "桦甸市", parent: "22" },
] as const;
const form = () =>
  mount(UserForm, {
    props: { user: null, own: false, division: "", divisions: divisions as never, faults: {} },
    attachTo: document.body,
  });

describe("the form of a new user", () => {
  it("has no division until one is chosen", () => {
    const picker = form().findAll("select")[1]!.element;
    expect(picker.value).toBe("");
    expect(picker.checkValidity()).toBe(false);
  });

  it("asks the name of a person, but of a wall what the screen is called, which may be left out", async () => {
    const shown = form();
    expect(shown.text()).toContain("姓名");
    await shown.get("[name=role]").setValue("wall");
    expect(shown.text()).toContain("屏幕名称");
    expect(shown.text()).not.toContain("姓名");
    expect(shown.find("[name=phone]").exists()).toBe(false);
    await shown.get("[name=username]").setValue("hall-1");
    await shown.findAll("select")[1]!.setValue("220282");
    await shown.get("form").trigger("submit");
    expect(shown.emitted("save")).toEqual([
      [{ username: "hall-1", displayName: "hall-1", phone: "", role: "wall", division: "220282", validUntil: "" }],
    ]);
  });
});
