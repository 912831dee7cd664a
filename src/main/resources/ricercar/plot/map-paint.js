// Puts dots on a canvas: few of them smoothly, many of them pixel by pixel, which needs no graphics card.
(() => {
  "use strict";
  const SHAPES = 5;
  const FEW = 5000;
  const LIT = 2;

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

  /** Smaller where there are many, larger where one looks closely. */
  const radius = (n, scale) => Math.max(1.1, Math.min(5, 90 / Math.sqrt(n))) * Math.min(2.4, Math.pow(scale, .4));

  /**
   * @param at places in [0, 1], x and y in turn
   * @param view side, left and top in CSS pixels of the square that they fill
   * @param lit of each point 0 (hidden), 1 (faint) or 2
   * @returns how many of each ink were drawn in full colour within sight
   */
  function paint(canvas, width, height, data, colouring, at, view, lit, scale) {
    const drawn = new Map();
    const few = data.n <= FEW;
    (few ? smoothly : byPixel)(canvas, width, height, data, colouring, at, view, lit, radius(data.n, scale), drawn);
    return drawn;
  }

  function smoothly(canvas, width, height, data, colouring, at, view, lit, r, drawn) {
    const context = canvas.getContext("2d");
    const ratio = canvas.width / width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const groups = new Map();
    for (let i = 0; i < data.n; i++) {
      if (!lit[i]) continue;
      const x = view.left + at[2 * i] * view.side, y = view.top + at[2 * i + 1] * view.side;
      if (x < -9 || y < -9 || x > width + 9 || y > height + 9) continue;
      const ink = colouring.inks[i];
      const key = ink * 4 + lit[i];
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(x, y, data.soundCount && data.soundCount < data.n && !data.sounding(i) ? r * .6 : r);
      if (lit[i] === LIT) drawn.set(ink, (drawn.get(ink) || 0) + 1);
    }
    const order = [...groups.keys()].sort((a, b) => (a & 3) - (b & 3) || a - b);
    for (const key of order) {
      const ink = key >> 2;
      context.globalAlpha = (key & 3) === LIT ? .86 : .1;
      context.fillStyle = data.colour(colouring, ink);
      context.beginPath();
      const dots = groups.get(key);
      for (let d = 0; d < dots.length; d += 3) {
        trace(context, data.shape(colouring, ink, SHAPES), dots[d], dots[d + 1], dots[d + 2]);
      }
      context.fill();
    }
    context.globalAlpha = 1;
  }

  const sheets = new WeakMap();

  /** The canvas as one number a pixel, kept from frame to frame. */
  function sheet(canvas) {
    let known = sheets.get(canvas);
    if (!known || known.image.width !== canvas.width || known.image.height !== canvas.height) {
      const image = new ImageData(Math.max(1, canvas.width), Math.max(1, canvas.height));
      known = { image, pixels: new Uint32Array(image.data.buffer) };
      sheets.set(canvas, known);
    }
    known.pixels.fill(0);
    return known;
  }

  /** As little-endian RGBA. */
  function pixel(css, alpha) {
    const rgb = parseInt(css.slice(1), 16);
    return ((alpha << 24) | ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
  }

  /** The pixels of a shape around its middle, as steps along a canvas of this width. */
  function stamp(shape, r, reach, width) {
    const r2 = Math.max(.5, r);
    const inside = [
      (x, y) => x * x + y * y <= r2 * r2 + .3,
      (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= .88 * r2,
      (x, y) => y <= .85 * r2 && y >= -1.3 * r2 && Math.abs(x) <= (y + 1.3 * r2) * .56,
      (x, y) => Math.abs(x) + Math.abs(y) <= 1.3 * r2,
      (x, y) => y >= -.85 * r2 && y <= 1.3 * r2 && Math.abs(x) <= (1.3 * r2 - y) * .56][shape];
    const steps = [];
    for (let y = -reach; y <= reach; y++) {
      for (let x = -reach; x <= reach; x++) if ((x === 0 && y === 0) || inside(x, y)) steps.push(y * width + x);
    }
    return Int32Array.from(steps);
  }

  function byPixel(canvas, width, height, data, colouring, at, view, lit, r, drawn) {
    const { image, pixels } = sheet(canvas);
    const w = image.width, h = image.height, ratio = w / width;
    const reach = Math.max(0, Math.round(1.3 * r * ratio - .5));
    const stamps = Array.from({ length: SHAPES }, (_, shape) => stamp(shape, r * ratio, reach, w));
    const side = view.side * ratio, left = view.left * ratio, top = view.top * ratio;
    const inks = colouring.inks;
    let most = 0;
    for (let i = 0; i < data.n; i++) if (inks[i] > most) most = inks[i];
    const counts = new Uint32Array(most + 2);
    const stampOf = Array.from({ length: most + 2 }, (_, k) => stamps[data.shape(colouring, k - 1, SHAPES)]);
    for (let level = 1; level <= LIT; level++) {
      const colours = Uint32Array.from({ length: most + 2 },
        (_, k) => pixel(data.colour(colouring, k - 1), level === LIT ? 255 : 26));
      for (let i = 0; i < data.n; i++) {
        if (lit[i] !== level) continue;
        const x = Math.round(left + at[2 * i] * side), y = Math.round(top + at[2 * i + 1] * side);
        if (x < reach || y < reach || x >= w - reach || y >= h - reach) continue;
        const place = y * w + x, ink = colours[inks[i] + 1], offsets = stampOf[inks[i] + 1];
        for (let o = 0; o < offsets.length; o++) pixels[place + offsets[o]] = ink;
        if (level === LIT) counts[inks[i] + 1]++;
      }
    }
    counts.forEach((count, k) => { if (count) drawn.set(k - 1, count); });
    canvas.getContext("2d").putImageData(image, 0, 0);
  }

  Object.assign(ricercarMap, { SHAPES, LIT, trace, radius, paint });
})();
