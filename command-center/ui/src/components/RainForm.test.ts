import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Division } from "@/api/types";
import { BEGINNING } from "@/fixtures/scenery";
import { api, session } from "@/state/centre";
import RainForm from "./RainForm.vue";

const divisions: Division[] = [{ code: "220282", name: "桦甸市", parent: "2202" }];

function form(role: string, code: string) {
  session.value = {
    username: "li.wei",
    displayName: "李伟",
    role,
    division: { code, name: "" },
    csrfToken: "",
    demo: false,
  };
  return mount(RainForm, { props: { divisions, now: BEGINNING } });
}

const source = (shown: ReturnType<typeof form>) => shown.get<HTMLInputElement>("[name=source]").element;

describe("the form of forecast rain", () => {
  afterEach(() => {
    session.value = null;
    vi.restoreAllMocks();
  });

  it.each(["duty", "expert", "administrator"])("lets %s of a county enter it as nobody else", async (role) => {
    const sent = vi.spyOn(api, "forecast").mockResolvedValue(undefined);
    const shown = form(role, "220282");
    expect(source(shown).readOnly).toBe(true);
    await shown.get("[name=division-0]").setValue("220282");
    await shown.get("[name=mm-0]").setValue("30");
    await shown.get("form").trigger("submit");
    expect(sent).toHaveBeenCalledOnce();
    expect(sent.mock.calls[0]?.[0]).toMatchObject({ source: `220282-${role}` });
    expect(Object.keys(sent.mock.calls[0]?.[0].divisions ?? {})).toEqual(["220282"]);
  });

  it("lets an administrator of the province name the source", () => {
    expect(source(form("administrator", "22")).readOnly).toBe(false);
    expect(source(form("duty", "22")).readOnly).toBe(true);
  });

  it.each(["signer", "crew", "wall"])("is closed to %s", (role) => {
    expect(form(role, "220282").get("fieldset").attributes("disabled")).toBeDefined();
  });
});
