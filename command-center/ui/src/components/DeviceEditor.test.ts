import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/client";
import { api } from "@/state/centre";
import DeviceEditor from "./DeviceEditor.vue";

const add = vi.spyOn(api, "addDevice");

async function filled(quantity: string, unit: string) {
  const shown = mount(DeviceEditor, { props: { device: null } });
  await shown.find("[name=id]").setValue("lf9");
  await shown.find("[name=quantity]").setValue(quantity);
  if (unit !== "") await shown.find("[name=unit]").setValue(unit);
  await shown.find("form").trigger("submit");
  await vi.waitFor(() => expect(shown.find("[type=submit]").attributes("disabled")).toBeUndefined());
  return shown;
}

afterEach(() => add.mockReset());

describe("a device in the making", () => {
  it("takes a channel along that is typed but not yet added", async () => {
    add.mockResolvedValue(undefined as never);
    await filled("crack", "");
    expect(add.mock.calls[0]![0].channels).toEqual([{ quantity: "crack", unit: "mm", range: null }]);
  });

  it("says at its line what a typed channel lacks, and sends nothing", async () => {
    const shown = await filled("x.creep", "");
    expect(shown.find("fieldset [role=alert]").text()).toBe("x.creep 还缺单位");
    expect(add).not.toHaveBeenCalled();
  });

  it("tells a wrong quantity at its line", async () => {
    const errors = [{ field: "channels[0].quantity", value: "crak", expected: "a quantity of the catalogue" }];
    add.mockRejectedValue(new ApiError(422, { errors }));
    const shown = await filled("crak", "mm");
    await vi.waitFor(() => expect(shown.find("li [role=alert]").text()).toContain("须是测项目录中的代码"));
  });
});
