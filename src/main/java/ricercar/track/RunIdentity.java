package ricercar.track;

import ricercar.files.Sha256;

/**
 * What makes a run the run it is. Two runs with the same canonical experiment on the same corpus
 * would give the same numbers, so one of them is enough.
 *
 * @param name for people; not part of the identity, so a row may be renamed freely
 * @param canonical everything that influences the numbers, in one spelling
 * @param resolved the experiment with every default filled in, as YAML
 * @param device "cpu" or "gpu"; their numbers differ in the last bits
 */
public record RunIdentity(
    String name,
    String canonical,
    String resolved,
    long seed,
    int threads,
    String device,
    String corpusName,
    String corpusFingerprint) {
  public String hash() {
    return Sha256.of(canonical + "\n" + device + "\n" + corpusFingerprint);
  }

  String shortHash() {
    return hash().substring(0, 16);
  }

  String folderName() {
    String readable = name.toLowerCase().replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return readable + "-s" + seed + "-" + shortHash();
  }
}
