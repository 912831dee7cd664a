// Sounds kept in a page as IMA ADPCM, four bits a sample, made playable: the mirror of Adpcm.java.
window.ricercarSound = (() => {
  const change = [-1, -1, -1, -1, 2, 4, 6, 8];
  const steps = [
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107,
    118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963,
    1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894,
    6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794,
    32767];

  function bytes(base64) {
    const text = atob(base64);
    const out = new Uint8Array(text.length);
    for (let i = 0; i < out.length; i++) out[i] = text.charCodeAt(i);
    return out;
  }

  function decode(codes) {
    const out = new Int16Array(codes.length * 2);
    let value = 0, index = 0;
    for (let i = 0; i < out.length; i++) {
      const code = (codes[i >> 1] >> (i % 2 * 4)) & 15;
      const step = steps[index];
      let by = step >> 3;
      if (code & 4) by += step;
      if (code & 2) by += step >> 1;
      if (code & 1) by += step >> 2;
      value = Math.max(-32768, Math.min(32767, value + (code & 8 ? -by : by)));
      index = Math.max(0, Math.min(88, index + change[code & 7]));
      out[i] = value;
    }
    return out;
  }

  /** A wave file as a URL that an audio element plays. */
  function url(base64, rate) {
    const samples = decode(bytes(base64));
    const head = new DataView(new ArrayBuffer(44));
    const ascii = (at, text) => [...text].forEach((c, i) => head.setUint8(at + i, c.charCodeAt(0)));
    ascii(0, "RIFF"); head.setUint32(4, 36 + samples.byteLength, true); ascii(8, "WAVEfmt ");
    head.setUint32(16, 16, true); head.setUint16(20, 1, true); head.setUint16(22, 1, true);
    head.setUint32(24, rate, true); head.setUint32(28, rate * 2, true);
    head.setUint16(32, 2, true); head.setUint16(34, 16, true);
    ascii(36, "data"); head.setUint32(40, samples.byteLength, true);
    return URL.createObjectURL(new Blob([head.buffer, samples.buffer], { type: "audio/wav" }));
  }

  return { bytes, decode, url };
})();
