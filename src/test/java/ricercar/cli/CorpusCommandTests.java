package ricercar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.corpus.MagnaTagATuneMiniature;
import ricercar.corpus.Miniature;
import ricercar.corpus.PublicSet;
import ricercar.corpus.PublicSets;
import ricercar.experiment.Laboratory;

class CorpusCommandTests {
  @TempDir Path folder;
  private String printed;

  @Test
  void onlyAValidSetHasExitStatusZero() {
    Miniature set = MagnaTagATuneMiniature.in(folder.resolve("mtt"), 0);
    assertThat(run("corpus", "verify", "magnatagatune", set.root().toString())).isZero();
    assertThat(printed).startsWith("magnatagatune: valid\n").contains("NOT the published set");
    assertThat(run("corpus", "verify", "magnatagatune,tagless=dropped", set.root().toString()))
        .isZero();
    set.delete("mp3/0/band-album-01-song-0-29.mp3");
    assertThat(run("corpus", "verify", "magnatagatune", set.root().toString())).isEqualTo(1);
    assertThat(printed).startsWith("magnatagatune: incomplete\n");
    set.text("annotations_final.csv", "clip_id,path\n1,a\n");
    assertThat(run("corpus", "verify", "magnatagatune", set.root().toString())).isEqualTo(1);
  }

  @Test
  void everySetIsListedWithOriginAndLicenceAndIsAbsentWhereNothingIs() {
    assertThat(run("corpus", "list")).isZero();
    String list = printed;
    for (PublicSet set : PublicSets.all()) {
      assertThat(list).contains(set.name() + ": ", set.source().origin(), set.source().licence());
      assertThat(run("corpus", "verify", set.name(), folder.toString())).isEqualTo(1);
      assertThat(printed).startsWith(set.name() + ": absent\n").contains(set.source().origin());
    }
    assertThat(PublicSets.all()).hasSize(8);
  }

  @Test
  void unknownSetsAndVariantsAreProblems() {
    assertThat(run("corpus", "verify", "magnatune", folder.toString())).isEqualTo(1);
    assertThat(run("corpus", "verify", "gtzan,parting=odd", folder.toString())).isEqualTo(1);
    assertThat(run("corpus", "verify", "fma,size=small", folder.toString())).isEqualTo(1);
  }

  private int run(String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      return Main.run(Main.commandLine(Laboratory::new), arguments);
    } finally {
      System.setOut(before);
      printed = out.toString(StandardCharsets.UTF_8);
    }
  }
}
