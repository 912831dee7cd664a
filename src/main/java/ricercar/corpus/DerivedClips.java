package ricercar.corpus;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import ricercar.Progress;
import ricercar.files.Cache;
import ricercar.files.Sha256;

/** Some clips of a corpus with other samples, made once and kept in the cache. */
public final class DerivedClips {
  private DerivedClips() {}

  /**
   * Clip i of the result is made of clip {@code clips[i]}; it has no labels.
   *
   * @param how what is done to the samples: part of the place in the cache
   * @param samples of a clip of {@code corpus}; nominally in [-1, 1], safe for many threads
   */
  public static Corpus of(
      Corpus corpus, int[] clips, String how, IntFunction<float[]> samples, Progress progress) {
    return of(corpus, clips, how, samples, progress, Cache.folder("derived"));
  }

  static Corpus of(
      Corpus corpus,
      int[] clips,
      String how,
      IntFunction<float[]> samples,
      Progress progress,
      Path store) {
    Map<String, String> provenance = Map.of("derived from", corpus.fingerprint(), "by", how);
    CorpusBuilder.Header header =
        new CorpusBuilder.Header(
            corpus.name() + " by " + how, corpus.sampleRate(), List.of(), provenance);
    String place = Sha256.of(corpus.fingerprint() + how + Json.line(clips)).substring(0, 32);
    return CorpusBuilder.build(
        store.resolve(place),
        header,
        builder -> {
          try (Progress.Task task = progress.start(how, clips.length)) {
            int[] next = {0};
            InOrder.each(
                clips.length,
                i -> samples.apply(clips[i]),
                made -> {
                  Clip clip = corpus.clips().get(clips[next[0]++]);
                  builder.add(
                      new Clip(
                          clip.id(),
                          clip.track(),
                          clip.group(),
                          clip.split(),
                          made.length,
                          Map.of()),
                      made,
                      MissingNode.getInstance());
                  task.step(1);
                });
          }
        });
  }
}
