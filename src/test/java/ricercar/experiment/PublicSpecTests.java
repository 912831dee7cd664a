package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.Problem;
import ricercar.corpus.PublicSet;
import ricercar.corpus.PublicSets;

class PublicSpecTests {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: magnatagatune, path: p} | magnatagatune, tagless clips kept | tags",
        "{type: magnatagatune, path: p, tagless: dropped} | magnatagatune, tagless clips dropped | tags",
        "{type: mtg-jamendo, path: p} | mtg-jamendo top50, split 0 | tags",
        "{type: mtg-jamendo, path: p, subset: genre, split: 3} | mtg-jamendo genre, split 3 | tags",
        "{type: gtzan, path: p} | gtzan, fault-filtered | genre",
        "{type: gtzan, path: p, parting: random} | gtzan, random split | genre",
        "{type: gtzan, path: p, parting: ten-fold, fold: 9} | gtzan, fold 9 of 10 | genre",
        "{type: nsynth, path: p} | nsynth | pitch",
        "{type: fma, path: p} | fma small | genre",
        "{type: fma, path: p, subset: medium} | fma medium | genre",
        "{type: giantsteps-key, path: p} | giantsteps-key | key",
        "{type: giantsteps-tempo, path: p, version: 1} | giantsteps-tempo v1 | tempo",
        "{type: emomusic, path: p} | emomusic | emotion",
      })
  void eachVariantHasANameOfItsOwnAndItsUsualTask(String corpus, String name, String task)
      throws IOException {
    Experiment run = read("corpus: " + corpus + "\n");
    assertThat(((PublicSpec) run.corpus()).set().corpusName()).isEqualTo(name);
    assertThat(run.task()).isEqualTo(task);
    assertThat(Experiment.fromYaml(run.toYaml())).isEqualTo(run);
  }

  @Test
  void whatIsLeftOutIsTheUsualVariant() {
    List<PublicSet> usual =
        PublicSets.all().stream().map(s -> CorpusSpec.publicSet(s.name(), "p").set()).toList();
    assertThat(usual).isEqualTo(PublicSets.all());
  }

  @Test
  void aSetIsNamedOnTheCommandLineWithItsSettings() {
    assertThat(CorpusSpec.parse("gtzan,parting=ten-fold,fold=3:C:/data"))
        .isEqualTo(new PublicSpec.Gtzan("C:/data", "ten-fold", 3));
    assertThat(CorpusSpec.parse("magnatagatune:data"))
        .isEqualTo(new PublicSpec.Magnatagatune("data", "kept"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: magnatagatune} | corpus.path is missing",
        "{type: magnatagatune, path: p, tagless: lost} | corpus.tagless cannot be 'lost'",
        "{type: mtg-jamendo, path: p, split: 5} | splits 0 to 4, not 5",
        "{type: gtzan, path: p, fold: 1} | fold is 1",
        "{type: fma, path: p, subset: large} | corpus.subset cannot be 'large'",
        "{type: giantsteps-tempo, path: p, version: 3} | versions 1 and 2, not 3",
        "{type: magnatagatun, path: p} | Did you mean 'magnatagatune'?",
      })
  void unknownVariantsAreProblems(String corpus, String why) {
    assertThatThrownBy(() -> read("corpus: " + corpus + "\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(why);
  }

  @Test
  void aCommandLineWithoutAPathOrWithAnUnknownSetIsAProblem() {
    assertThatThrownBy(() -> CorpusSpec.parse("magnatagatune"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("corpus.path is missing");
    assertThatThrownBy(() -> CorpusSpec.parse("musan:x"))
        .hasMessageContaining("There is no corpus 'musan:x'");
    assertThatThrownBy(() -> CorpusSpec.parse("gtzan,random:x"))
        .hasMessageContaining("'random' of 'gtzan,random' is no KEY=VALUE");
  }

  private Experiment read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), text);
    return StudyPlan.read(file, Overrides.NONE).experiments().get(0);
  }
}
