package ricercar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import ricercar.Progress;
import ricercar.codec.CachedVariants;
import ricercar.codec.Encodec;
import ricercar.codec.TokenCache;
import ricercar.corpus.Corpus;
import ricercar.corpus.Rates;
import ricercar.experiment.CorpusSpec;
import ricercar.files.Cache;
import ricercar.tensor.Engine;

@Command(
    name = "tokens",
    description = {
      "Turn all clips of a corpus, as they are, into the tokens of an EnCodec.",
      "They go into the cache, where studies find them."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar tokens etudes:quick",
      "  ricercar tokens folder:/data/music --codec encodec_32khz --on spark://node1:7077"
    })
final class TokensCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CORPUS",
      description = "As in folder:PATH, etudes:TIER or magnatagatune:PATH.")
  String corpus;

  @Mixin CodecOption codec;

  @Mixin OnOption on;

  @Mixin DeviceOption device;

  @Override
  public Integer call() {
    device.choose();
    Progress progress = ConsoleProgress.standard();
    try (Encodec encodec = codec.open()) {
      Corpus clips =
          Rates.at(
              CorpusSpec.parse(corpus).open(progress), encodec.config().sampleRate(), progress);
      if (on.given()) {
        on.work(
            Engine.threads(),
            workforce ->
                TokenCache.open(
                    Cache.folder("tokens"),
                    clips,
                    encodec,
                    codec.folder(),
                    CachedVariants.CLEAN,
                    workforce,
                    progress));
      } else {
        TokenCache.open(clips, encodec, CachedVariants.CLEAN, progress);
      }
      System.out.printf(
          "%s: tokens of %d clips, by %s%n", clips.name(), clips.clips().size(), codec);
    }
    return 0;
  }
}
