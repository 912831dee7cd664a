// Builds every map of the page: its panes, and what narrows, selects and plays its points.
(() => {
  "use strict";
  const { make, decode, dark, LIT } = ricercarMap;
  const MOST_LISTED = 60;

  function start(root) {
    const data = decode(root);
    const n = data.n, last = data.layouts.length - 1;
    const state = {
      layout: last, view: "one", colouring: 0, hover: -1, over: null, playing: -1, progress: 0, spotlight: null, lasso: false,
      hidden: data.colourings.map(() => new Set()),
      ranges: data.colourings.map((c) => [c.low, c.high]),
      found: null, foundCount: 0, selected: new Uint8Array(n), chosen: 0, lit: new Uint8Array(n).fill(LIT),
    };
    const map = {
      data, state, panes: [], colouring: () => data.colourings[state.colouring],
      hovered, told, play, stop, select, toggle, refresh, fillCard,
    };
    const counted = (count) => count.toLocaleString("en");

    // ---- the furniture ----
    const bar = make("div", "map-bar", root);
    make("span", "map-title", bar, data.title);
    const film = data.staging === "FILM" && last > 0;
    const tabs = last > 0 && !film ? make("div", "map-tabs", bar) : null;
    const tabButtons = tabs ? data.layouts.map((layout, k) => {
      const button = make("button", "", tabs, layout.name || "layout " + (k + 1));
      button.onclick = () => { state.layout = k; arrange(); };
      return button;
    }) : [];
    const ways = last > 0 && !film ? make("div", "map-tabs map-ways", bar) : null;
    const wayButtons = ways ? [["one", "one"], ["two", "side by side"], ...(data.staging === "MOVED" ? [["arrows", "arrows"]] : [])]
      .map(([way, words]) => {
        const button = make("button", "", ways, words);
        button.dataset.way = way;
        button.onclick = () => { state.view = way; arrange(); };
        return button;
      }) : [];
    if (data.colourings.length > 1) {
      const select = make("select", "", bar);
      select.setAttribute("aria-label", "Colour by");
      data.colourings.forEach((c, k) => { make("option", "", select, "colour by " + c.name).value = k; });
      select.onchange = () => { state.colouring = +select.value; ricercarMap.legend(map, list); refresh(); };
    }
    const query = make("input", "", bar);
    query.type = "search";
    query.placeholder = "Search";
    query.setAttribute("aria-label", "Search names, tags and classes");
    const tool = make("button", "map-tool", bar, "Lasso");
    tool.setAttribute("aria-pressed", false);
    tool.title = "Draw around points to select them (or drag with Shift)";
    tool.onclick = () => { state.lasso = !state.lasso; tool.setAttribute("aria-pressed", state.lasso); };

    const panes = make("div", "map-panes", root);
    const aside = make("div", "map-side", root);
    const list = make("div", "map-legend", aside);
    const results = make("ul", "map-results", aside);
    const picked = make("div", "map-picked", root);
    results.setAttribute("aria-label", "Points found");
    if (film) ricercarMap.film(data, root, show);
    const status = make("div", "map-status", root);
    const voice = make("span", "", status);
    voice.setAttribute("aria-live", "polite");
    let onHover = { checked: false };
    if (data.soundCount) {
      const label = make("label", "", status);
      onHover = make("input", "", label);
      onHover.type = "checkbox";
      label.append("play on hover");
    }
    const note = make("span", "map-note", status);
    make("span", "", status, "drag to move · scroll to zoom after a click · shift-drag to select · shift-click a class to see it alone");

    // ---- panes ----
    function arrange() {
      const two = state.view === "two";
      while (map.panes.length < (two ? 2 : 1)) map.panes.push(ricercarMap.pane(map, panes));
      while (map.panes.length > (two ? 2 : 1)) map.panes.pop().plot.remove();
      panes.classList.toggle("two", two);
      // Beside the first one, which a study compares its rows with.
      const shown = two ? [0, Math.max(1, state.layout)] : [state.layout];
      const from = state.view === "arrows" ? data.layouts[state.layout === 0 ? last : 0] : null;
      map.panes.forEach((pane, k) => {
        const layout = data.layouts[shown[k]];
        pane.label.textContent = from ? `from ${from.name} to ${layout.name}` : two ? layout.name : "";
        pane.from = from && from.xy;
        pane.moveTo(layout.xy);
      });
      tabButtons.forEach((button, k) => button.setAttribute("aria-pressed", shown.includes(k)));
      wayButtons.forEach((button) => button.setAttribute("aria-pressed", button.dataset.way === state.view));
      note.textContent = [...new Set(shown.map((k) => data.layouts[k].note).filter(Boolean))].join(" · ");
    }

    /** Between two layouts of a film. */
    function show(t) {
      const pane = map.panes[0];
      if (!pane) return;
      const k = Math.min(last - 1, Math.floor(t)), share = t - k;
      const a = data.layouts[k].xy, b = data.layouts[k + 1].xy;
      pane.at ??= new Float32Array(2 * n);
      for (let i = 0; i < 2 * n; i++) pane.at[i] = a[i] + (b[i] - a[i]) * share;
      note.textContent = data.layouts[Math.round(t)].note;
      pane.draw();
    }

    // ---- what is visible ----
    function refresh() {
      const { inks, numbers } = map.colouring();
      const hidden = state.hidden[state.colouring], [low, high] = state.ranges[state.colouring];
      const narrowed = numbers && (low > map.colouring().low || high < map.colouring().high);
      for (let i = 0; i < n; i++) {
        const out = numbers ? narrowed && !(numbers[i] >= low && numbers[i] <= high) : hidden.has(inks[i]);
        const faint = (state.found && !state.found[i]) || (state.spotlight !== null && inks[i] !== state.spotlight);
        state.lit[i] = out ? 0 : faint ? 1 : LIT;
      }
      map.panes.forEach((pane) => pane.draw());
    }

    function search() {
      const wanted = query.value.trim().toLowerCase();
      state.found = wanted ? new Uint8Array(n) : null;
      state.foundCount = 0;
      results.replaceChildren();
      for (let i = 0; wanted && i < n; i++) {
        if (!data.text(i).includes(wanted)) continue;
        state.found[i] = 1;
        if (state.foundCount++ < MOST_LISTED) listed(i);
      }
      if (state.foundCount) {
        const all = make("button", "map-all", make("li", "", results), "Select all " + counted(state.foundCount));
        results.prepend(all.parentElement);
        all.onclick = () => select([...state.found.keys()].filter((i) => state.found[i]), false);
      }
      say();
      refresh();
    }
    function listed(i) {
      const button = make("button", "", make("li", "", results), (data.sounding(i) ? "♪ " : "") + data.name(i));
      button.title = describe(i);
      button.onfocus = button.onmouseenter = () => { state.over = map.panes[0]; hovered(i, false); };
      button.onclick = () => { told(i); play(i); };
    }
    query.oninput = search;

    const describe = (i) => [data.name(i), ...data.colourings.map((c) => c.name + ": " + c.label(i)), ...data.tags(i)].join(", ");

    function say() {
      if (state.playing >= 0) voice.textContent = "♪ " + data.name(state.playing);
      else if (state.found) voice.textContent = counted(state.foundCount) + " of " + counted(n) + " found";
      else {
        voice.textContent = counted(n) + " points" + (!data.soundCount ? ""
          : data.soundCount === n ? " · click one to hear it"
          : " · " + counted(data.soundCount) + " of them, drawn larger, sound on a click");
      }
    }

    function hovered(i, byPointer) {
      state.hover = i;
      if (byPointer && i >= 0 && i !== state.playing && onHover.checked) play(i);
      map.panes.forEach((pane) => pane.drawOver());
    }
    /** Goes to a point and says what it is, for those who do not see the card. */
    function told(i) {
      if (i < 0) return;
      state.over ??= map.panes[0];
      hovered(i, false);
      voice.textContent = describe(i) + (state.selected[i] ? ", selected" : "") + (data.sounding(i) ? "" : ", no sound kept");
    }

    function fillCard(card, i) {
      card.replaceChildren();
      const picture = data.pictures.of[i];
      if (picture) mel(make("canvas", "", card), picture);
      make("strong", "", card, data.name(i));
      make("small", "", card, data.colourings.map((c) => c.name + ": " + c.label(i)).join(" · "));
      if (data.tags(i).length) make("small", "", card, data.tags(i).join(", "));
      if (data.soundCount) make("small", "", card, data.sounding(i) ? "click to hear" : "no sound kept");
    }

    /** Two cells a byte, the first in the low half; bands upwards. */
    function mel(canvas, base64) {
      const { width, height, colours } = data.pictures;
      canvas.width = width; canvas.height = height;
      const context = canvas.getContext("2d"), cells = ricercarSound.bytes(base64);
      for (let c = 0; c < width * height; c++) {
        context.fillStyle = colours[(cells[c >> 1] >> (c % 2 * 4)) & 15];
        context.fillRect(c % width, Math.floor(c / width), 1, 1);
      }
    }

    // ---- selection ----
    function select(points, more) {
      if (!more) state.selected.fill(0);
      points.forEach((i) => { state.selected[i] = 1; });
      settled();
    }
    function toggle(i) {
      state.selected[i] ^= 1;
      settled();
    }
    function settled() {
      state.chosen = state.selected.reduce((sum, one) => sum + one, 0);
      pick();
      map.panes.forEach((pane) => pane.drawOver());
    }
    const exported = () => Array.from(state.selected.keys()).filter((i) => state.selected[i]).map((i) => data.name(i));
    function pick() {
      picked.replaceChildren();
      if (!state.chosen) return;
      make("strong", "", picked, counted(state.chosen) + " selected").setAttribute("role", "status");
      const save = make("button", "", picked, "Save ids");
      const show = make("button", "", picked, "Show ids");
      const clear = make("button", "", picked, "Clear");
      save.onclick = () => {
        const link = make("a", "", null);
        link.href = URL.createObjectURL(new Blob([exported().join("\n") + "\n"], { type: "text/plain" }));
        link.download = "selection.txt";
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      };
      show.onclick = () => {
        const known = picked.querySelector("textarea");
        if (known) { known.remove(); return; }
        const ids = make("textarea", "", picked);
        ids.readOnly = true;
        ids.setAttribute("aria-label", "Selected ids");
        ids.value = exported().join("\n");
        ids.select();
      };
      clear.onclick = () => select([], false);
    }

    // ---- sound ----
    const audio = make("audio");
    let tick = 0;
    audio.addEventListener("ended", stop);
    function play(i) {
      if (!data.sounding(i)) return;
      if (state.playing === i) { stop(); return; }
      stop();
      root.append(audio);
      if (audio.src.startsWith("blob:")) URL.revokeObjectURL(audio.src);
      audio.src = i in data.sounds.files ? data.sounds.files[i] : ricercarSound.url(data.sounds.embedded[i], data.sounds.rate);
      state.playing = i;
      root.dataset.playing = i;
      audio.play().then(follow, () => {});
      say();
      map.panes.forEach((pane) => pane.drawOver());
    }
    function follow() {
      if (state.playing < 0) return;
      state.progress = audio.duration ? audio.currentTime / audio.duration : 0;
      map.panes.forEach((pane) => pane.drawOver());
      tick = requestAnimationFrame(follow);
    }
    function stop() {
      cancelAnimationFrame(tick);
      audio.pause();
      state.playing = -1;
      state.progress = 0;
      delete root.dataset.playing;
      say();
      map.panes.forEach((pane) => pane.drawOver());
    }

    dark.addEventListener("change", () => { ricercarMap.legend(map, list); refresh(); });
    arrange();
    ricercarMap.legend(map, list);
    search();
    root.dataset.ready = "true";
    root.where = (i, pane = 0) => map.panes[pane].where(i);
    root.exported = exported;
    root.panes = map.panes;
    root.drawn = (pane = 0) => Object.fromEntries([...map.panes[pane].drawn].map(([ink, count]) =>
      [ink < 0 ? "not labelled" : map.colouring().classes ? map.colouring().classes[ink] : ink, count]));
  }

  document.querySelectorAll(".map").forEach(start);
})();
