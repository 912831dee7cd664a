package ricercar.experiment;

import java.util.List;

/**
 * What a caller says over a file; null leaves what the file says.
 *
 * @param profile such as quick, laptop or paper
 */
public record Overrides(String profile, List<Long> seeds, CorpusSpec corpus) {
  public static final Overrides NONE = new Overrides(null, null, null);

  public static Overrides profile(String name) {
    return new Overrides(name, null, null);
  }
}
