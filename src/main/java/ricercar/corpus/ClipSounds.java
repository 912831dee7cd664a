package ricercar.corpus;

import java.util.List;
import ricercar.audio.Waveform;

/** Clips that can be read, at one sample rate: a corpus, or two side by side. */
public interface ClipSounds {
  int sampleRate();

  List<Clip> clips();

  /** Fills {@code into} with the clip's samples from {@code offset} on; full scale = 1. */
  void read(int clip, long offset, float[] into);

  /** A whole clip. */
  default Waveform waveform(int clip) {
    float[] samples = new float[Math.toIntExact(clips().get(clip).samples())];
    read(clip, 0, samples);
    return new Waveform(samples, sampleRate());
  }
}
