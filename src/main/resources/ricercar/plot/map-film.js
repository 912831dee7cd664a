// A slider through layouts, and a button that lets it run.
(() => {
  "use strict";
  const { make } = ricercarMap;
  const SECONDS_EACH = .7;

  /** @param show told where between the layouts one is, as in 2.4 */
  ricercarMap.film = (data, parent, show) => {
    const last = data.layouts.length - 1;
    const film = make("div", "map-film", parent);
    const button = make("button", "", film, "▶ Play");
    const slider = make("input", "", film);
    const told = make("output", "", film);
    slider.type = "range";
    slider.min = 0; slider.max = last; slider.step = .01; slider.value = last;
    slider.setAttribute("aria-label", "Through training");
    let began = null, start = 0;

    function at(t) {
      slider.value = t;
      const name = data.layouts[Math.round(t)].name;
      told.textContent = name;
      slider.setAttribute("aria-valuetext", name);
      show(t);
    }
    function stop() { began = null; button.textContent = "▶ Play"; }
    function run(now) {
      if (began === null) return;
      began = began || now;
      const t = Math.min(last, start + (now - began) / 1000 / SECONDS_EACH);
      at(matchMedia("(prefers-reduced-motion: reduce)").matches ? Math.floor(t) : t);
      if (t < last) requestAnimationFrame(run);
      else stop();
    }
    button.onclick = () => {
      if (began !== null) { stop(); return; }
      start = +slider.value >= last ? 0 : +slider.value;
      began = 0;
      button.textContent = "❚❚ Pause";
      requestAnimationFrame(run);
    };
    slider.oninput = () => { stop(); at(+slider.value); };
    at(last);
  };
})();
