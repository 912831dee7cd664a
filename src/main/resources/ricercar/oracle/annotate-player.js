/** The clip that is asked about, to hear and to see; clips to come are fetched before they are wanted. */
const KEPT = 12;
const known = new Map();

function load(place) {
  let entry = known.get(place);
  if (!entry) {
    entry = {
      sound: fetch(`clip/${place}.wav`).then(ok).then(answer => answer.blob()).then(URL.createObjectURL),
      sketch: fetch(`clip/${place}.json`).then(ok).then(answer => answer.json()),
    };
    // A clip whose loading failed is asked for again when it is wanted again.
    Promise.all([entry.sound, entry.sketch]).catch(() => known.delete(place));
    known.set(place, entry);
    for (const old of known.keys()) {
      if (known.size <= KEPT) break;
      known.get(old).sound.then(URL.revokeObjectURL, () => {});
      known.delete(old);
    }
  } else {
    known.delete(place);
    known.set(place, entry);
  }
  return entry;
}

function ok(answer) {
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer;
}

export class Player {
  constructor(root) {
    this.root = root;
    this.audio = new Audio();
    this.example = new Audio();
    this.place = null;
    this.play = root.querySelector('#play');
    this.pictures = root.querySelector('#pictures');
    this.play.addEventListener('click', () => this.toggle());
    this.pictures.addEventListener('pointerdown', event => this.seek(event));
    for (const name of ['play', 'pause', 'ended']) {
      this.audio.addEventListener(name, () => this.play.dataset.playing = String(!this.audio.paused));
      this.example.addEventListener(name, () => this.markExample());
    }
    const tick = () => { this.drawHead(); requestAnimationFrame(tick); };
    tick();
  }

  preload(place) { if (place !== undefined) load(place); }

  async show(place, autoplay) {
    if (this.place === place) return;
    this.place = place;
    this.stopExample();
    this.audio.pause();
    const entry = load(place);
    try {
      const [sound, sketch] = await Promise.all([entry.sound, entry.sketch]);
      if (this.place !== place) return;
      this.seconds = sketch.seconds;
      this.audio.src = sound;
      drawWave(this.root.querySelector('#wave'), sketch.peaks);
      drawMel(this.root.querySelector('#mel'), sketch.mel);
      this.pictures.setAttribute('aria-valuemax', sketch.seconds.toFixed(1));
      // A browser may want a first click before it lets a page sound.
      if (autoplay) this.audio.play().catch(() => {});
    } catch (failure) {
      this.place = null;
      throw failure;
    }
  }

  toggle() {
    this.stopExample();
    if (this.audio.paused) this.audio.play().catch(() => {}); else this.audio.pause();
  }

  skip(seconds) {
    this.audio.currentTime = Math.max(0, Math.min(this.seconds || 0, this.audio.currentTime + seconds));
  }

  seek(event) {
    const box = this.pictures.getBoundingClientRect();
    this.audio.currentTime = (event.clientX - box.left) / box.width * (this.seconds || 0);
  }

  drawHead() {
    const share = this.seconds ? this.audio.currentTime / this.seconds : 0;
    this.root.querySelector('#head').style.left = `${100 * share}%`;
    const time = this.audio.currentTime.toFixed(1);
    this.root.querySelector('#clock').textContent = this.seconds ? `${time} / ${this.seconds.toFixed(0)} s` : '';
    this.pictures.setAttribute('aria-valuenow', time);
  }

  async playExample(place, button) {
    if (this.examplePlace === place && !this.example.paused) { this.stopExample(); return; }
    this.audio.pause();
    this.stopExample();
    this.examplePlace = place;
    this.exampleButton = button;
    this.example.src = await load(place).sound;
    this.example.play().catch(() => {});
  }

  stopExample() {
    this.example.pause();
    this.markExample();
  }

  markExample() {
    this.root.querySelectorAll('#near button').forEach(b => b.dataset.playing = 'false');
    if (this.exampleButton && !this.example.paused) this.exampleButton.dataset.playing = 'true';
  }
}

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function drawWave(canvas, peaks) {
  const paint = canvas.getContext('2d');
  const middle = canvas.height / 2;
  paint.clearRect(0, 0, canvas.width, canvas.height);
  paint.fillStyle = colour('--muted');
  const most = Math.max(1e-3, ...peaks.map(([low, high]) => Math.max(-low, high)));
  peaks.forEach(([low, high], i) => {
    const x = i * canvas.width / peaks.length;
    const top = middle - high / most * (middle - 2);
    paint.fillRect(x, top, Math.max(1, canvas.width / peaks.length), Math.max(1, (high - low) / most * (middle - 2)));
  });
}

// Magma (van der Walt and Smith 2015), five of its colours, between which is interpolated.
const MAGMA = [[0, 0, 4], [81, 18, 124], [183, 55, 121], [252, 137, 97], [252, 253, 191]];

function drawMel(canvas, mel) {
  canvas.width = Math.max(1, mel.length);
  canvas.height = mel.length ? mel[0].length : 1;
  const paint = canvas.getContext('2d');
  const image = paint.createImageData(canvas.width, canvas.height);
  mel.forEach((bands, t) => bands.forEach((value, b) => {
    const at = value / 255 * (MAGMA.length - 1);
    const low = Math.min(MAGMA.length - 2, Math.floor(at));
    const pixel = 4 * ((canvas.height - 1 - b) * canvas.width + t);
    for (let k = 0; k < 3; k++) {
      image.data[pixel + k] = MAGMA[low][k] + (at - low) * (MAGMA[low + 1][k] - MAGMA[low][k]);
    }
    image.data[pixel + 3] = 255;
  }));
  paint.putImageData(image, 0, 0);
}
