package ricercar.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import ricercar.Progress;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Resampler;
import ricercar.files.Cache;

/** The same corpus at other sample rates: derived once, kept in the cache by its fingerprint. */
public final class Rates {
  private Rates() {}

  private record Derived(Clip clip, float[] samples, JsonNode notes) {}

  /** Resamples with {@link ResamplePreset#KAISER_BEST}, clip by clip; itself at its own rate. */
  public static Corpus at(Corpus corpus, int rate, Progress progress) {
    return at(corpus, rate, progress, Cache.folder("rates"));
  }

  static Corpus at(Corpus corpus, int rate, Progress progress, Path store) {
    if (rate == corpus.sampleRate()) {
      return corpus;
    }
    Map<String, String> provenance = new TreeMap<>(corpus.provenance());
    provenance.put("derived from", corpus.fingerprint());
    provenance.put("derived by", "KAISER_BEST from " + corpus.sampleRate() + " Hz");
    CorpusBuilder.Header header =
        new CorpusBuilder.Header(corpus.name(), rate, corpus.tasks(), provenance);
    String place = corpus.fingerprint().substring(0, 32) + "-" + rate;
    return CorpusBuilder.build(
            store.resolve(place), header, builder -> derive(corpus, rate, builder, progress))
        .deriving(corpus.derivedTasks());
  }

  private static void derive(Corpus corpus, int rate, CorpusBuilder builder, Progress progress) {
    Resampler resampler = Resampler.of(corpus.sampleRate(), rate, ResamplePreset.KAISER_BEST);
    int count = corpus.clips().size();
    try (Progress.Task task = progress.start("resampling to " + rate + " Hz", count)) {
      InOrder.each(
          count,
          i -> resample(corpus, i, resampler),
          derived -> {
            builder.add(derived.clip(), derived.samples(), derived.notes());
            task.step(1);
          });
    }
  }

  private static Derived resample(Corpus corpus, int index, Resampler resampler) {
    float[] samples = resampler.apply(corpus.read(index));
    Clip clip = corpus.clips().get(index);
    Clip derived =
        new Clip(
            clip.id(), clip.track(), clip.group(), clip.split(), samples.length, clip.labels());
    return new Derived(derived, samples, corpus.annotations(index));
  }
}
