// Beside a map: what its colours mean, how many points have each, and what is shown of them.
(() => {
  "use strict";
  const { make, rounded, trace, SHAPES, BINS } = ricercarMap;

  ricercarMap.legend = (map, list) => {
    const { data, state } = map;
    list.replaceChildren();
    if (map.colouring().classes) classes();
    else numbers();

    function classes() {
      const colouring = map.colouring();
      const hidden = state.hidden[state.colouring];
      const counts = new Map();
      for (let i = 0; i < data.n; i++) counts.set(colouring.inks[i], (counts.get(colouring.inks[i]) || 0) + 1);
      const order = [...counts.keys()].sort((a, b) => (a < 0) - (b < 0) || a - b);
      for (const k of order) {
        const button = make("button", "", list);
        const mark = make("canvas", "", button);
        mark.width = mark.height = 36;
        mark.style.width = mark.style.height = "18px";
        const context = mark.getContext("2d");
        context.fillStyle = data.colour(colouring, k);
        context.beginPath();
        trace(context, data.shape(colouring, k, SHAPES), 18, 18, 10);
        context.fill();
        const name = k < 0 ? "not labelled" : colouring.classes[k];
        make("span", "", button, name).title = name;
        make("small", "", button, counts.get(k).toLocaleString("en"));
        button.setAttribute("aria-pressed", !hidden.has(k));
        button.onclick = (event) => {
          if (event.shiftKey) {
            const alone = order.every((other) => other === k || hidden.has(other));
            hidden.clear();
            if (!alone) order.forEach((other) => other !== k && hidden.add(other));
          } else if (!hidden.delete(k)) hidden.add(k);
          state.spotlight = null;
          [...list.children].forEach((child, j) => child.setAttribute("aria-pressed", !hidden.has(order[j])));
          map.refresh();
        };
        button.onmouseenter = () => { state.spotlight = hidden.has(k) ? null : k; map.refresh(); };
        button.onmouseleave = () => { state.spotlight = null; map.refresh(); };
      }
    }

    function numbers() {
      const colouring = map.colouring();
      const range = state.ranges[state.colouring];
      const bar = make("canvas", "map-scale", list);
      bar.width = BINS; bar.height = 1;
      const context = bar.getContext("2d");
      for (let k = 0; k < BINS; k++) { context.fillStyle = data.colour(colouring, k); context.fillRect(k, 0, 1, 1); }
      const ends = make("div", "map-ends", list);
      make("span", "", ends, rounded(colouring.low) + colouring.unit);
      make("span", "", ends, rounded(colouring.high) + colouring.unit);
      ["from", "to"].forEach((word, end) => {
        const label = make("label", "map-range", list, word + " ");
        const slider = make("input", "", label);
        slider.type = "range";
        slider.min = 0; slider.max = 1000;
        const share = (v) => (v - colouring.low) / (colouring.high - colouring.low || 1);
        slider.value = Math.round(1000 * share(range[end]));
        const told = make("output", "", label, rounded(range[end]));
        slider.oninput = () => {
          range[end] = colouring.low + slider.value / 1000 * (colouring.high - colouring.low);
          told.textContent = rounded(range[end]);
          map.refresh();
        };
      });
      let unknown = 0;
      for (let i = 0; i < data.n; i++) unknown += colouring.inks[i] < 0;
      if (unknown) make("small", "", list, unknown.toLocaleString("en") + " not known");
    }
  };
})();
