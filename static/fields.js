// Fields made of several inputs: lists that grow, rankings that move, sliders that agree with their number.
// The page works without it: spare lines, buttons that send the form, a number to type.
(() => {
  "use strict";

  const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));
  const freshId = () => crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, "0");

  const lists = (box) => {
    const list = box.querySelector("ol"), add = box.querySelector("[data-add]"), most = 50;
    const spare = [...list.querySelectorAll("[data-spare]")];
    spare.slice(1).forEach((line) => line.remove());
    add.hidden = false;
    add.addEventListener("click", () => {
      if (list.children.length >= most) return;
      const line = list.lastElementChild.cloneNode(true), input = line.querySelector("input"), id = freshId();
      const number = String(list.children.length + 1);
      input.value = "";
      input.id = `value-${id}`;
      if (box.dataset.lines === "items") input.name = `value-${id}`; // its own from the start: saved twice, it is still one
      line.querySelector("label").htmlFor = input.id;
      for (const part of line.querySelectorAll("label span")) part.textContent = part.textContent.replace(/\d+/, number);
      list.append(line);
      input.focus();
    });
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // Enter would send the form
      const next = event.target.closest("li").nextElementSibling;
      if (next) next.querySelector("input").focus();
      else add.click();
    });
  };

  const rankings = (list) => {
    const places = [...list.querySelectorAll("select")];
    let values = places.map((place) => place.value);
    const show = () => places.forEach((place, at) => {
      const [up, down] = place.closest("li").querySelectorAll("button");
      up.disabled = !place.value || at === 0;
      down.disabled = !place.value || at === places.length - 1;
    });
    const settle = (place) => { values = places.map((each) => each.value); show(); changed(place); };
    list.addEventListener("change", (event) => {
      const at = places.indexOf(event.target), taken = places.findIndex((each, other) => other !== at && each.value && each.value === event.target.value);
      if (taken >= 0) places[taken].value = values[at]; // the two change places
      settle(event.target);
    });
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      event.preventDefault();
      const at = places.indexOf(button.closest("li").querySelector("select")), to = at + (button.value.startsWith("up:") ? -1 : 1);
      [places[at].value, places[to].value] = [places[to].value, places[at].value];
      settle(places[to]);
      const same = places[to].closest("li").querySelectorAll("button")[button.value.startsWith("up:") ? 0 : 1];
      (same.disabled ? places[to] : same).focus();
    });
    show();
  };

  const ranges = (box) => {
    const slider = box.querySelector("[type=range]"), number = box.querySelector("[name=value]");
    const sign = (0.5).toLocaleString(document.documentElement.lang).charAt(1);
    const say = () => slider.setAttribute("aria-valuetext", slider.hasAttribute("data-unset") ? "–" : `${number.value} ${slider.dataset.unit ?? ""}`.trim());
    slider.addEventListener("input", () => {
      slider.removeAttribute("data-unset");
      number.value = slider.value.replace(".", sign);
      say();
    });
    number.addEventListener("input", () => {
      const typed = number.value.trim().replace(",", ".");
      slider.toggleAttribute("data-unset", typed === "" || Number.isNaN(Number(typed)));
      slider.value = typed === "" ? slider.min : typed;
      say();
    });
    say();
  };

  document.querySelectorAll("[data-lines]").forEach(lists);
  document.querySelectorAll("[data-ranking]").forEach(rankings);
  document.querySelectorAll("[data-range]").forEach(ranges);
})();
