import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { defineComponent, h, useTemplateRef } from "vue";
import { useKeys } from "./keys";

const opened = vi.fn();
const left = vi.fn();
const done = vi.fn();

/** A page with one act, or with none: then Enter opens something. */
const Page = defineComponent({
  props: { may: { type: Boolean, default: true } },
  setup(props) {
    const button = useTemplateRef<HTMLButtonElement>("button");
    useKeys({ enter: opened, act: () => button.value, escape: left });
    return () => h("main", [props.may ? h("button", { ref: "button", onClick: done }, "核实") : null, h("input")]);
  },
});
const page = (may = true) => mount(Page, { props: { may }, attachTo: document.body });

/** As a browser does: a key that nobody held back clicks the button that has the focus once the page has heard of it. */
function press(key: string, repeat = false): void {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent("keydown", { key, repeat, bubbles: true, cancelable: true });
  const isFree = target.dispatchEvent(event);
  const focused = document.activeElement;
  if (isFree && focused instanceof HTMLButtonElement && (key === "Enter" || key === " ")) focused.click();
}

afterEach(() => {
  document.body.innerHTML = "";
  for (const one of [opened, left, done]) one.mockReset();
});

describe("the keys of a page", () => {
  it("lead to the act with Enter, however often it is pressed, and do it with Space", () => {
    const shown = page();
    for (let i = 0; i < 5; i++) press("Enter");
    expect(done).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(shown.find("button").element);
    press(" ");
    expect(done).toHaveBeenCalledTimes(1);
    shown.unmount();
  });

  it("keep the browser from pressing with the same Enter what it led to", () => {
    const shown = page();
    const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    expect(document.activeElement).toBe(shown.find("button").element);
    expect(event.defaultPrevented).toBe(true);
    shown.unmount();
  });

  it("take Enter on the button itself when somebody went there with Tab", () => {
    const shown = page();
    shown.find("button").element.focus();
    press("Enter");
    expect(done).toHaveBeenCalledTimes(1);
    shown.unmount();
  });

  it("decide nothing by a key that is held down, neither from the page nor on the button", () => {
    const shown = page();
    press("Enter", true);
    expect(document.activeElement).toBe(document.body);
    shown.find("button").element.focus();
    press("Enter", true);
    expect(done).not.toHaveBeenCalled();
    shown.unmount();
  });

  it("forget that Enter led to the button once something else had the focus", () => {
    const shown = page();
    press("Enter");
    shown.find("input").element.focus();
    expect(shown.find("button").attributes("data-led")).toBeUndefined();
    shown.find("button").element.focus();
    press("Enter");
    expect(done).toHaveBeenCalledTimes(1);
    shown.unmount();
  });

  it("open what changes nothing where there is no act, lead back with Esc, and belong to a field that is filled in", () => {
    const shown = page(false);
    press("Enter");
    expect(opened).toHaveBeenCalledTimes(1);
    press("Escape");
    expect(left).toHaveBeenCalledTimes(1);
    shown.find("input").element.focus();
    press("Enter");
    press("Escape");
    expect([opened.mock.calls.length, left.mock.calls.length]).toEqual([1, 1]);
    shown.unmount();
  });
});
