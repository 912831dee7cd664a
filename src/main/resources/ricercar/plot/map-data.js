// What a map's page carries, decoded: places, colours, words.
window.ricercarMap = (() => {
  "use strict";
  const BINS = 24;
  const floats = (base64) => new Float32Array(ricercarSound.bytes(base64).buffer);

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => document.documentElement.dataset.theme !== "light" && dark.matches;

  function make(tag, className, parent, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    if (parent) parent.append(element);
    return element;
  }

  function rounded(value) {
    return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en") : String(+value.toPrecision(3));
  }

  /** Of each point the number of its ink, -1 where there is nothing to tell. */
  function byClass(c) {
    const inks = new Int16Array(ricercarSound.bytes(c.of).buffer);
    return { name: c.name, classes: c.classes, inks, label: (i) => inks[i] < 0 ? "not labelled" : c.classes[inks[i]] };
  }

  function byNumber(c) {
    const numbers = floats(c.numbers);
    let low = Infinity, high = -Infinity;
    for (const v of numbers) if (Number.isFinite(v)) { low = Math.min(low, v); high = Math.max(high, v); }
    const inks = new Int16Array(numbers.length);
    for (let i = 0; i < inks.length; i++) {
      const v = numbers[i];
      inks[i] = Number.isFinite(v) ? Math.min(BINS - 1, Math.floor((v - low) / (high - low || 1) * BINS)) : -1;
    }
    const unit = c.unit ? " " + c.unit : "";
    return {
      name: c.name, numbers, low, high, inks, unit,
      label: (i) => Number.isFinite(numbers[i]) ? rounded(numbers[i]) + unit : "not known",
    };
  }

  function decode(root) {
    const json = JSON.parse(root.querySelector("script").textContent);
    const colourings = json.colourings.map((c) => c.classes ? byClass(c) : byNumber(c));
    const sounds = json.sounds;
    const name = (i) => json.names.length ? json.names[i] : "point " + (i + 1);
    const tags = (i) => json.tags.length ? json.tags[i] : [];
    let texts = null;
    return {
      title: json.title, n: json.points, staging: json.staging, colourings, name, tags,
      layouts: json.layouts.map((layout) => ({ name: layout.name, note: layout.note, xy: floats(layout.xy) })),
      pictures: json.pictures,
      sounds,
      soundCount: Object.keys(sounds.embedded).length + Object.keys(sounds.files).length,
      sounding: (i) => i in sounds.embedded || i in sounds.files,
      /** CSS colour of an ink. */
      colour(colouring, ink) {
        if (ink < 0) return isDark() ? "#59616b" : "#b9c0c8";
        const theme = isDark() ? json.dark : json.light;
        return colouring.classes ? theme.classes[ink % theme.classes.length] : theme.numbers[ink];
      },
      shape: (colouring, ink, shapes) =>
        ink < 0 || !colouring.classes ? 0 : Math.floor(ink / json.light.classes.length) % shapes,
      /** What a search looks into, in lower case. */
      text(i) {
        texts ??= Array.from({ length: json.points }, (_, k) =>
          [name(k), ...tags(k), ...colourings.map((c) => c.classes ? c.label(k) : "")].join(" ").toLowerCase());
        return texts[i];
      },
    };
  }

  return { BINS, make, rounded, isDark, dark, decode };
})();
