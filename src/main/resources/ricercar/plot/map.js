// Draws every map of the page on a canvas: pan, zoom, hover, click to hear, legend, search, layouts.
(() => {
  "use strict";
  const SHAPES = 5;

  function make(tag, className, parent, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    if (parent) parent.append(element);
    return element;
  }

  function trace(context, shape, x, y, r) {
    if (shape === 0) { context.moveTo(x + r, y); context.arc(x, y, r, 0, 2 * Math.PI); return; }
    if (shape === 1) { context.rect(x - .88 * r, y - .88 * r, 1.76 * r, 1.76 * r); return; }
    const corners = [
      [[0, -1.3], [1.2, .85], [-1.2, .85]],
      [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
      [[0, 1.3], [1.2, -.85], [-1.2, -.85]]][shape - 2];
    corners.forEach(([dx, dy], i) => context[i ? "lineTo" : "moveTo"](x + dx * r, y + dy * r));
    context.closePath();
  }

  function start(root) {
    const data = JSON.parse(root.querySelector("script").textContent);
    const n = data.points;
    const places = data.layouts.map((layout) => {
      const raw = new Uint16Array(ricercarSound.bytes(layout.xy).buffer);
      return Float32Array.from(raw, (v) => v / 65535);
    });
    const classesOf = data.colourings.map((c) => new Int16Array(ricercarSound.bytes(c.of).buffer));
    const sounding = (i) => i in data.sounds.embedded || i in data.sounds.files;
    const soundCount = Object.keys(data.sounds.embedded).length + Object.keys(data.sounds.files).length;

    const state = {
      layout: places.length - 1, colouring: 0, at: places[places.length - 1].slice(),
      scale: 1, x: 0, y: 0, hover: -1, playing: -1, progress: 0, spotlight: null,
      hidden: data.colourings.map(() => new Set()), found: null,
    };
    let width = 0, height = 0, waiting = false, travel = null;

    // ---- the furniture ----
    const bar = make("div", "map-bar", root);
    make("span", "map-title", bar, data.title);
    const tabs = data.layouts.length > 1 ? make("div", "map-tabs", bar) : null;
    const tabButtons = tabs ? data.layouts.map((layout, k) => {
      const button = make("button", "", tabs, layout.name);
      button.onclick = () => moveTo(k);
      return button;
    }) : [];
    if (data.colourings.length > 1) {
      const select = make("select", "", bar);
      select.setAttribute("aria-label", "Colour by");
      data.colourings.forEach((c, k) => { make("option", "", select, "colour by " + c.name).value = k; });
      select.onchange = () => { state.colouring = +select.value; legend(); search(); };
    }
    const query = make("input", "", bar);
    query.type = "search";
    query.placeholder = "Search";
    query.setAttribute("aria-label", "Search names and classes");
    const plot = make("div", "map-plot", root);
    const canvas = make("canvas", "", plot);
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", data.title + ". Arrow keys go from point to point, Enter plays, plus and minus zoom.");
    const tip = make("div", "map-tip", plot);
    const zoomBox = make("div", "map-zoom", plot);
    [["+", "Zoom in", () => zoom(1.5)], ["−", "Zoom out", () => zoom(1 / 1.5)], ["⌂", "Show all", showAll]]
      .forEach(([text, label, act]) => {
        const button = make("button", "", zoomBox, text);
        button.setAttribute("aria-label", label);
        button.title = label;
        button.onclick = act;
      });
    const list = make("div", "map-legend", root);
    const status = make("div", "map-status", root);
    const told = make("span", "", status);
    told.setAttribute("aria-live", "polite");
    let onHover = { checked: false };
    if (soundCount) {
      const label = make("label", "", status);
      onHover = make("input", "", label);
      onHover.type = "checkbox";
      label.append("play on hover");
    }
    make("span", "", status, "drag to move · scroll to zoom after a click · shift-click a class to see it alone");

    // ---- what is visible ----
    const classOf = (i) => classesOf[state.colouring][i];
    const className = (k) => k < 0 ? "not labelled" : data.colourings[state.colouring].classes[k];
    const nameOf = (i) => data.names.length ? data.names[i] : "point " + (i + 1);
    const visible = (i) => !state.hidden[state.colouring].has(classOf(i));
    const dimmed = (i) => (state.found && !state.found.has(i)) ||
      (state.spotlight !== null && classOf(i) !== state.spotlight);

    const dark = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => document.documentElement.dataset.theme !== "light" && dark.matches;
    dark.addEventListener("change", () => { legend(); draw(); });
    const colour = (k) => k < 0 ? (isDark() ? "#59616b" : "#b9c0c8") : data[isDark() ? "dark" : "light"][k % data.light.length];
    const shape = (k) => k < 0 ? 0 : Math.floor(k / data.light.length) % SHAPES;

    const side = () => Math.min(width, height) - 48;
    const px = (i) => width / 2 + state.x + (state.at[2 * i] - .5) * side() * state.scale;
    const py = (i) => height / 2 + state.y + (state.at[2 * i + 1] - .5) * side() * state.scale;
    const radius = () => Math.max(1.4, Math.min(5, 90 / Math.sqrt(n))) * Math.min(2, Math.pow(state.scale, .4));

    function tell() {
      if (state.playing >= 0) { told.textContent = "♪ " + nameOf(state.playing); return; }
      if (state.found) { told.textContent = state.found.size + " of " + n.toLocaleString("en") + " found"; return; }
      told.textContent = n.toLocaleString("en") + " points" +
        (soundCount ? soundCount === n ? " · click one to hear it" : " · the " + soundCount.toLocaleString("en") + " larger ones sound on a click" : "");
    }

    // ---- drawing ----
    function draw() {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame((now) => { waiting = false; paint(now); });
    }

    function paint(now) {
      if (travel) step(now);
      const ratio = window.devicePixelRatio || 1;
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      const groups = new Map();
      for (let i = 0; i < n; i++) {
        if (!visible(i)) continue;
        const key = classOf(i) + (dimmed(i) ? ":0" : ":1");
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(i);
      }
      const r = radius();
      [...groups.keys()].sort((a, b) => a.slice(-1) - b.slice(-1)).forEach((key) => {
        const [k, lit] = key.split(":").map(Number);
        context.globalAlpha = lit ? .86 : .1;
        context.fillStyle = colour(k);
        context.beginPath();
        for (const i of groups.get(key)) {
          const x = px(i), y = py(i);
          if (x < -9 || y < -9 || x > width + 9 || y > height + 9) continue;
          const size = soundCount && soundCount < n && !sounding(i) ? r * .6 : r;
          if (n > 20000) context.rect(x - size, y - size, 2 * size, 2 * size);
          else trace(context, shape(k), x, y, size);
        }
        context.fill();
      });
      context.globalAlpha = 1;
      if (state.hover >= 0) ring(context, state.hover, r + 4, 1);
      if (state.playing >= 0) ring(context, state.playing, r + 7, state.progress);
      place();
    }

    function ring(context, i, r, share) {
      const ink = getComputedStyle(root).color;
      context.lineWidth = 2.5;
      context.strokeStyle = ink;
      context.globalAlpha = share < 1 ? .25 : 1;
      context.beginPath(); context.arc(px(i), py(i), r, 0, 2 * Math.PI); context.stroke();
      context.globalAlpha = 1;
      context.beginPath(); context.arc(px(i), py(i), r, -Math.PI / 2, (2 * share - .5) * Math.PI); context.stroke();
    }

    function place() {
      const i = state.hover >= 0 ? state.hover : state.playing;
      tip.style.visibility = i >= 0 && visible(i) ? "visible" : "hidden";
      if (i < 0) return;
      if (tip.dataset.point !== i + ":" + state.colouring) {
        tip.dataset.point = i + ":" + state.colouring;
        tip.textContent = nameOf(i);
        make("small", "", tip, data.colourings.map((c, q) => {
          const k = classesOf[q][i];
          return c.name + ": " + (k < 0 ? "not labelled" : c.classes[k]);
        }).join(" · "));
        if (soundCount) make("small", "", tip, sounding(i) ? "click to hear" : "no sound kept");
      }
      const x = Math.min(Math.max(px(i) - tip.offsetWidth / 2, 6), width - tip.offsetWidth - 6);
      const above = py(i) - tip.offsetHeight - 16;
      tip.style.transform = `translate(${x}px, ${above > 4 ? above : py(i) + 16}px)`;
    }

    // ---- layouts ----
    function moveTo(k) {
      state.layout = k;
      tabButtons.forEach((button, j) => button.setAttribute("aria-pressed", j === k));
      travel = { from: state.at.slice(), to: places[k], began: null };
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) { state.at = places[k].slice(); travel = null; }
      draw();
    }

    function step(now) {
      travel.began ??= now;
      const t = Math.min(1, (now - travel.began) / 900);
      const eased = t < .5 ? 4 * t * t * t : 1 - Math.pow(2 - 2 * t, 3) / 2;
      for (let i = 0; i < state.at.length; i++) state.at[i] = travel.from[i] + (travel.to[i] - travel.from[i]) * eased;
      if (t === 1) travel = null;
      else draw();
    }

    // ---- legend and search ----
    function legend() {
      const hidden = state.hidden[state.colouring];
      const counts = new Map();
      for (let i = 0; i < n; i++) counts.set(classOf(i), (counts.get(classOf(i)) || 0) + 1);
      list.replaceChildren();
      const classes = [...counts.keys()].sort((a, b) => (a < 0) - (b < 0) || a - b);
      for (const k of classes) {
        const button = make("button", "", list);
        const mark = make("canvas", "", button);
        mark.width = mark.height = 36;
        mark.style.width = mark.style.height = "18px";
        const context = mark.getContext("2d");
        context.fillStyle = colour(k);
        context.beginPath(); trace(context, shape(k), 18, 18, 10); context.fill();
        make("span", "", button, className(k)).title = className(k);
        make("small", "", button, counts.get(k).toLocaleString("en"));
        button.setAttribute("aria-pressed", !hidden.has(k));
        button.onclick = (event) => {
          if (event.shiftKey) {
            const alone = classes.every((other) => other === k || hidden.has(other));
            hidden.clear();
            if (!alone) classes.forEach((other) => other !== k && hidden.add(other));
          } else if (!hidden.delete(k)) hidden.add(k);
          state.spotlight = null;
          [...list.children].forEach((child, j) => child.setAttribute("aria-pressed", !hidden.has(classes[j])));
          draw();
        };
        button.onmouseenter = () => { state.spotlight = hidden.has(k) ? null : k; draw(); };
        button.onmouseleave = () => { state.spotlight = null; draw(); };
      }
    }

    function search() {
      const wanted = query.value.trim().toLowerCase();
      state.found = null;
      if (wanted) {
        state.found = new Set();
        for (let i = 0; i < n; i++) {
          const text = nameOf(i) + " " + data.colourings.map((c, q) => c.classes[classesOf[q][i]] || "").join(" ");
          if (text.toLowerCase().includes(wanted)) state.found.add(i);
        }
      }
      tell();
      draw();
    }
    query.oninput = search;

    // ---- sound ----
    const audio = new Audio();
    let tick = 0;
    audio.addEventListener("ended", stop);
    function play(i) {
      if (!sounding(i)) return;
      if (state.playing === i) { stop(); return; }
      stop();
      if (audio.src.startsWith("blob:")) URL.revokeObjectURL(audio.src);
      audio.src = i in data.sounds.files ? data.sounds.files[i] : ricercarSound.url(data.sounds.embedded[i], data.sounds.rate);
      state.playing = i;
      root.dataset.playing = i;
      audio.play().then(follow, () => {});
      tell();
      draw();
    }
    function follow() {
      if (state.playing < 0) return;
      state.progress = audio.duration ? audio.currentTime / audio.duration : 0;
      draw();
      tick = requestAnimationFrame(follow);
    }
    function stop() {
      cancelAnimationFrame(tick);
      audio.pause();
      state.playing = -1;
      state.progress = 0;
      delete root.dataset.playing;
      tell();
      draw();
    }

    // ---- moving about ----
    function zoom(factor, x = width / 2, y = height / 2) {
      const scale = Math.max(.8, Math.min(60, state.scale * factor));
      const by = scale / state.scale;
      state.x = x - width / 2 - (x - width / 2 - state.x) * by;
      state.y = y - height / 2 - (y - height / 2 - state.y) * by;
      state.scale = scale;
      draw();
    }
    function showAll() { state.scale = 1; state.x = state.y = 0; draw(); }

    function nearest(x, y, reach) {
      let best = -1, least = reach * reach;
      for (let i = 0; i < n; i++) {
        if (!visible(i) || dimmed(i)) continue;
        const distance = (px(i) - x) ** 2 + (py(i) - y) ** 2;
        if (distance < least) { least = distance; best = i; }
      }
      return best;
    }

    const fingers = new Map();
    let dragged = 0;
    const spot = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
    canvas.onpointerdown = (event) => { canvas.setPointerCapture(event.pointerId); fingers.set(event.pointerId, spot(event)); dragged = 0; };
    canvas.onpointermove = (event) => {
      const [x, y] = spot(event);
      const before = fingers.get(event.pointerId);
      if (!before) {
        const i = nearest(x, y, 16);
        canvas.style.cursor = i >= 0 && sounding(i) ? "pointer" : "grab";
        if (i !== state.hover) {
          state.hover = i;
          if (i >= 0 && i !== state.playing && onHover.checked) play(i);
          draw();
        }
        return;
      }
      fingers.set(event.pointerId, [x, y]);
      dragged += Math.abs(x - before[0]) + Math.abs(y - before[1]);
      if (fingers.size === 2) {
        const other = [...fingers.entries()].find(([id]) => id !== event.pointerId)[1];
        zoom(Math.hypot(x - other[0], y - other[1]) / Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1])), other[0], other[1]);
      } else if (dragged > 4) {
        state.x += x - before[0];
        state.y += y - before[1];
        draw();
      }
    };
    canvas.onpointerup = (event) => {
      fingers.delete(event.pointerId);
      if (dragged > 4) return;
      const i = nearest(...spot(event), 16);
      state.hover = i;
      if (i >= 0) play(i);
      draw();
    };
    canvas.onpointercancel = (event) => fingers.delete(event.pointerId);
    canvas.onpointerleave = () => { if (!fingers.size) { state.hover = -1; draw(); } };
    canvas.ondblclick = (event) => { if (nearest(...spot(event), 16) < 0) zoom(2, ...spot(event)); };
    // The page scrolls until the map has been clicked: a map should not catch a passing wheel.
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.deltaMode ? .05 : .0015)), ...spot(event));
    }, { passive: false });
    canvas.onkeydown = (event) => {
      const towards = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (towards) go(...towards);
      else if (event.key === "Enter" || event.key === " ") { if (state.hover >= 0) play(state.hover); }
      else if (event.key === "+" || event.key === "=") zoom(1.5);
      else if (event.key === "-") zoom(1 / 1.5);
      else if (event.key === "0") showAll();
      else if (event.key === "Escape") stop();
      else return;
      event.preventDefault();
    };
    function go(dx, dy) {
      if (state.hover < 0) { state.hover = nearest(width / 2, height / 2, 1e6); draw(); return; }
      let best = -1, least = Infinity;
      for (let i = 0; i < n; i++) {
        if (i === state.hover || !visible(i) || dimmed(i)) continue;
        const x = px(i) - px(state.hover), y = py(i) - py(state.hover);
        const along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
        if (along > 0 && across <= along && along + 2 * across < least) { least = along + 2 * across; best = i; }
      }
      if (best >= 0) { state.hover = best; draw(); }
    }

    new ResizeObserver(() => {
      const ratio = window.devicePixelRatio || 1;
      width = plot.clientWidth;
      height = plot.clientHeight;
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      draw();
    }).observe(plot);
    tabButtons.forEach((button, j) => button.setAttribute("aria-pressed", j === state.layout));
    legend();
    search();
    root.dataset.ready = "true";
    root.where = (i) => { const box = canvas.getBoundingClientRect(); return [box.left + px(i), box.top + py(i)]; };
  }

  document.querySelectorAll(".map").forEach(start);
})();
