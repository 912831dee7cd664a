// One view of the points: draws them, is dragged and zoomed, finds the point under a finger, draws the lasso.
(() => {
  "use strict";
  const { make, paint, radius, LIT } = ricercarMap;
  const MOST_ARROWS = 400;

  /**
   * @param map the data, the state that panes share, and what to do about a click
   * @returns the pane, whose places and arrows its owner sets
   */
  ricercarMap.pane = (map, parent) => {
    const { data, state } = map;
    const plot = make("div", "map-plot", parent);
    const canvas = make("canvas", "", plot);
    const over = make("canvas", "map-over", plot);
    over.tabIndex = 0;
    over.setAttribute("role", "application");
    over.setAttribute("aria-label", data.title +
      ". Arrow keys go from point to point, Enter plays, S selects, plus and minus zoom, 0 shows all.");
    const label = make("div", "map-label", plot);
    const card = make("div", "map-tip", plot);
    const zoomBox = make("div", "map-zoom", plot);
    [["+", "Zoom in", () => zoom(1.5)], ["−", "Zoom out", () => zoom(1 / 1.5)], ["⌂", "Show all", showAll]]
      .forEach(([text, name, act]) => {
        const button = make("button", "", zoomBox, text);
        button.setAttribute("aria-label", name);
        button.title = name;
        button.onclick = act;
      });

    let width = 0, height = 0, waiting = false, travel = null, rope = null;
    const view = { scale: 1, x: 0, y: 0 };
    const pane = { plot, canvas, over, label, at: null, from: null, drawn: new Map(), frames: 0, draw, drawOver, where, moveTo, showAll, view };

    const side = () => (Math.min(width, height) - 48) * view.scale;
    const left = () => width / 2 + view.x - side() / 2;
    const top = () => height / 2 + view.y - side() / 2;
    const px = (i) => left() + pane.at[2 * i] * side();
    const py = (i) => top() + pane.at[2 * i + 1] * side();

    // ---- drawing ----
    function draw() {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame((now) => {
        waiting = false;
        if (travel) step(now);
        if (!pane.at || !width) return;
        pane.drawn = paint(canvas, width, height, data, map.colouring(), pane.at,
          { side: side(), left: left(), top: top() }, state.lit, view.scale);
        pane.frames++;
        drawOver();
      });
    }

    function drawOver() {
      if (!pane.at || !width) return;
      const context = over.getContext("2d");
      const ratio = over.width / width;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      const r = radius(data.n, view.scale);
      if (pane.from) arrows(context);
      chosen(context, r);
      const ink = getComputedStyle(plot).color;
      if (state.hover >= 0) ring(context, state.hover, r + 4, 1, ink);
      if (state.playing >= 0) ring(context, state.playing, r + 7, state.progress, ink);
      if (rope) lasso(context, ink);
      showCard();
    }

    function chosen(context, r) {
      if (!state.chosen) return;
      context.strokeStyle = getComputedStyle(plot).color;
      context.lineWidth = 1.2;
      context.beginPath();
      for (let i = 0; i < data.n; i++) {
        if (!state.selected[i] || !state.lit[i]) continue;
        const x = px(i), y = py(i);
        if (x < 0 || y < 0 || x > width || y > height) continue;
        context.moveTo(x + r + 1.5, y);
        context.arc(x, y, r + 1.5, 0, 2 * Math.PI);
      }
      context.stroke();
    }

    function arrows(context) {
      const moved = [];
      for (let i = 0; i < data.n; i++) {
        if (state.lit[i] !== LIT || (state.chosen && !state.selected[i])) continue;
        const dx = pane.at[2 * i] - pane.from[2 * i], dy = pane.at[2 * i + 1] - pane.from[2 * i + 1];
        moved.push([dx * dx + dy * dy, i]);
      }
      moved.sort((a, b) => b[0] - a[0]);
      context.lineWidth = 1.2;
      for (const [, i] of moved.slice(0, MOST_ARROWS)) {
        const x = left() + pane.from[2 * i] * side(), y = top() + pane.from[2 * i + 1] * side();
        const dx = px(i) - x, dy = py(i) - y, length = Math.hypot(dx, dy);
        if (length < 3) continue;
        context.strokeStyle = context.fillStyle = data.colour(map.colouring(), map.colouring().inks[i]);
        context.globalAlpha = .55;
        context.beginPath(); context.moveTo(x, y); context.lineTo(px(i), py(i)); context.stroke();
        context.globalAlpha = .9;
        const ux = dx / length, uy = dy / length, head = Math.min(7, length / 2);
        context.beginPath();
        context.moveTo(px(i), py(i));
        context.lineTo(px(i) - head * (ux - uy * .5), py(i) - head * (uy + ux * .5));
        context.lineTo(px(i) - head * (ux + uy * .5), py(i) - head * (uy - ux * .5));
        context.fill();
      }
      context.globalAlpha = 1;
    }

    function ring(context, i, r, share, ink) {
      context.lineWidth = 2.5;
      context.strokeStyle = ink;
      context.globalAlpha = share < 1 ? .25 : 1;
      context.beginPath(); context.arc(px(i), py(i), r, 0, 2 * Math.PI); context.stroke();
      context.globalAlpha = 1;
      context.beginPath(); context.arc(px(i), py(i), r, -Math.PI / 2, (2 * share - .5) * Math.PI); context.stroke();
    }

    function lasso(context, ink) {
      context.beginPath();
      rope.forEach(([x, y], k) => context[k ? "lineTo" : "moveTo"](x, y));
      context.closePath();
      context.globalAlpha = .12;
      context.fillStyle = ink;
      context.fill();
      context.globalAlpha = 1;
      context.setLineDash([5, 4]);
      context.lineWidth = 1.5;
      context.strokeStyle = ink;
      context.stroke();
      context.setLineDash([]);
    }

    function showCard() {
      const i = state.hover >= 0 ? state.hover : state.playing;
      const shown = i >= 0 && state.lit[i] > 0 && (map.panes.length < 2 || state.over === pane || state.hover < 0);
      card.style.visibility = shown ? "visible" : "hidden";
      if (!shown) return;
      const key = i + ":" + state.colouring;
      if (card.dataset.point !== key) {
        card.dataset.point = key;
        map.fillCard(card, i);
      }
      const x = Math.min(Math.max(px(i) - card.offsetWidth / 2, 6), Math.max(6, width - card.offsetWidth - 6));
      const above = py(i) - card.offsetHeight - 16;
      const y = above > 4 ? above : Math.min(py(i) + 16, height - card.offsetHeight - 4);
      card.style.transform = `translate(${x}px, ${y}px)`;
    }

    // ---- places ----
    function moveTo(places) {
      if (!pane.at || matchMedia("(prefers-reduced-motion: reduce)").matches) {
        pane.at = places.slice();
        travel = null;
      } else {
        travel = { from: pane.at.slice(), to: places, began: null };
      }
      draw();
    }

    function step(now) {
      travel.began ??= now;
      const t = Math.min(1, (now - travel.began) / 900);
      const eased = t < .5 ? 4 * t * t * t : 1 - Math.pow(2 - 2 * t, 3) / 2;
      for (let i = 0; i < pane.at.length; i++) pane.at[i] = travel.from[i] + (travel.to[i] - travel.from[i]) * eased;
      if (t === 1) travel = null;
      else draw();
    }

    function where(i) {
      const box = over.getBoundingClientRect();
      return [box.left + px(i), box.top + py(i)];
    }

    function nearest(x, y, reach) {
      let best = -1, least = reach * reach;
      const s = side(), l = left(), t = top(), at = pane.at;
      for (let i = 0; i < data.n; i++) {
        if (state.lit[i] !== LIT) continue;
        const dx = l + at[2 * i] * s - x, dy = t + at[2 * i + 1] * s - y;
        const distance = dx * dx + dy * dy;
        if (distance < least) { least = distance; best = i; }
      }
      return best;
    }

    function within(polygon) {
      const inside = [];
      for (let i = 0; i < data.n; i++) {
        if (state.lit[i] !== LIT) continue;
        const x = px(i), y = py(i);
        let odd = false;
        for (let a = 0, b = polygon.length - 1; a < polygon.length; b = a++) {
          const [ax, ay] = polygon[a], [bx, by] = polygon[b];
          if ((ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) odd = !odd;
        }
        if (odd) inside.push(i);
      }
      return inside;
    }

    // ---- moving about ----
    function zoom(factor, x = width / 2, y = height / 2) {
      const scale = Math.max(.8, Math.min(200, view.scale * factor));
      const by = scale / view.scale;
      view.x = x - width / 2 - (x - width / 2 - view.x) * by;
      view.y = y - height / 2 - (y - height / 2 - view.y) * by;
      view.scale = scale;
      draw();
    }
    function showAll() { view.scale = 1; view.x = view.y = 0; draw(); }

    const fingers = new Map();
    let dragged = 0;
    const spot = (event) => { const box = over.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
    over.onpointerdown = (event) => {
      over.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, spot(event));
      dragged = 0;
      if ((state.lasso || event.shiftKey) && fingers.size === 1) rope = [spot(event)];
    };
    over.onpointermove = (event) => {
      const [x, y] = spot(event);
      const before = fingers.get(event.pointerId);
      if (!before) { hover(x, y); return; }
      fingers.set(event.pointerId, [x, y]);
      dragged += Math.abs(x - before[0]) + Math.abs(y - before[1]);
      if (fingers.size === 2) {
        rope = null;
        const other = [...fingers.entries()].find(([id]) => id !== event.pointerId)[1];
        zoom(Math.hypot(x - other[0], y - other[1]) / Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1])), other[0], other[1]);
      } else if (rope) {
        rope.push([x, y]);
        drawOver();
      } else if (dragged > 4) {
        view.x += x - before[0];
        view.y += y - before[1];
        draw();
      }
    };
    function hover(x, y) {
      const i = nearest(x, y, 16);
      over.style.cursor = state.lasso ? "crosshair" : i >= 0 && data.sounding(i) ? "pointer" : "grab";
      state.over = pane;
      if (i !== state.hover) map.hovered(i, true);
    }
    over.onpointerup = (event) => {
      fingers.delete(event.pointerId);
      const drawnRope = rope;
      rope = null;
      if (drawnRope && dragged > 4) { map.select(within(drawnRope), event.ctrlKey || event.metaKey); return; }
      if (dragged > 4) return;
      state.over = pane;
      const i = nearest(...spot(event), 16);
      map.hovered(i, false);
      if (i >= 0 && (event.ctrlKey || event.metaKey)) map.toggle(i);
      else if (i >= 0) map.play(i);
    };
    over.onpointercancel = (event) => { fingers.delete(event.pointerId); rope = null; };
    over.onpointerleave = () => { if (!fingers.size) map.hovered(-1, false); };
    over.ondblclick = (event) => { if (nearest(...spot(event), 16) < 0) zoom(2, ...spot(event)); };
    // The page scrolls until the map has been clicked: a map should not catch a passing wheel.
    over.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== over) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.deltaMode ? .05 : .0015)), ...spot(event));
    }, { passive: false });
    over.onkeydown = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const towards = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (towards) go(...towards);
      else if (event.key === "Enter" || event.key === " ") { if (state.hover >= 0) map.play(state.hover); }
      else if (event.key === "s" || event.key === "S") { if (state.hover >= 0) map.toggle(state.hover); }
      else if (event.key === "+" || event.key === "=") zoom(1.5);
      else if (event.key === "-") zoom(1 / 1.5);
      else if (event.key === "0") showAll();
      else if (event.key === "Escape") map.stop();
      else return;
      event.preventDefault();
    };
    function go(dx, dy) {
      state.over = pane;
      if (state.hover < 0) { map.told(nearest(width / 2, height / 2, 1e6)); return; }
      let best = -1, least = Infinity;
      for (let i = 0; i < data.n; i++) {
        if (i === state.hover || state.lit[i] !== LIT) continue;
        const x = px(i) - px(state.hover), y = py(i) - py(state.hover);
        const along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
        if (along > 0 && across <= along && along + 2 * across < least) { least = along + 2 * across; best = i; }
      }
      if (best >= 0) {
        // A point that is walked to stays in sight.
        view.x += Math.max(0, 20 - px(best)) - Math.max(0, px(best) - width + 20);
        view.y += Math.max(0, 20 - py(best)) - Math.max(0, py(best) - height + 20);
        draw();
        map.told(best);
      }
    }

    new ResizeObserver(() => {
      const ratio = window.devicePixelRatio || 1;
      width = plot.clientWidth;
      height = plot.clientHeight;
      for (const sheet of [canvas, over]) {
        sheet.width = Math.round(width * ratio);
        sheet.height = Math.round(height * ratio);
      }
      draw();
    }).observe(plot);
    return pane;
  };
})();
