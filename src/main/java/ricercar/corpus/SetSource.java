package ricercar.corpus;

import java.util.List;

/**
 * Where a public data set comes from, and how it lies on a disk.
 *
 * @param title as its makers call it
 * @param origin where to get it
 * @param licence of the recordings and of the labels, as their makers state it
 * @param layout what the folder holds, a line each
 * @param landmarks the files and folders without which there is nothing of the set
 */
public record SetSource(
    String title, String origin, String licence, List<String> layout, List<String> landmarks) {
  public SetSource {
    layout = List.copyOf(layout);
    landmarks = List.copyOf(landmarks);
  }
}
