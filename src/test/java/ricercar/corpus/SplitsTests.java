package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ricercar.Problem;
import ricercar.corpus.Splits.Item;
import ricercar.corpus.Splits.Shares;
import ricercar.random.Stream;

class SplitsTests {
  private static final Shares SHARES = new Shares(0.6, 0.1, 0.3);

  @Property(tries = 50)
  void everyGroupIsInOneSplitAndTheSharesAreKept(
      @ForAll @IntRange(min = 1, max = 6) int perGroup, @ForAll long seed) {
    List<Item> items =
        IntStream.range(0, 600)
            .mapToObj(i -> new Item("g" + i / perGroup, List.of("c" + i / perGroup % 3)))
            .toList();

    Map<String, Split> splits = Splits.byGroup(items, SHARES, seed);

    assertThat(splits.keySet()).isEqualTo(new TreeSet<>(items.stream().map(Item::group).toList()));
    for (String c : List.of("c0", "c1", "c2")) {
      for (Split split : Split.values()) {
        long count =
            items.stream()
                .filter(item -> item.strata().contains(c) && splits.get(item.group()) == split)
                .count();
        assertThat((double) count)
            .isBetween(200 * SHARES.of(split) - perGroup, 200 * SHARES.of(split) + perGroup);
      }
    }
  }

  @Test
  void rareTagsAreSpreadOverTheSplits() {
    Stream random = Stream.of(3, "tags");
    List<Item> items = new ArrayList<>();
    Map<String, Integer> total = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      List<String> tags = new ArrayList<>();
      for (int tag = 1; tag <= 10; tag++) {
        if (random.chance(0.4 / tag)) {
          tags.add("tag" + tag);
          total.merge("tag" + tag, 1, Integer::sum);
        }
      }
      items.add(new Item("g" + i, tags));
    }

    Map<String, Split> splits = Splits.byGroup(items, SHARES, 1);

    total.forEach(
        (tag, count) -> {
          long inTest =
              items.stream()
                  .filter(item -> item.strata().contains(tag))
                  .filter(item -> splits.get(item.group()) == Split.TEST)
                  .count();
          assertThat((double) inTest).isBetween(0.3 * count - 2.5, 0.3 * count + 2.5);
        });
  }

  @Test
  void aSplitWithoutAShareStaysEmpty() {
    List<Item> items =
        IntStream.range(0, 50).mapToObj(i -> new Item("g" + i / 7, List.of())).toList();

    assertThat(Set.copyOf(Splits.byGroup(items, new Shares(0.5, 0, 0.5), 1).values()))
        .containsOnly(Split.TRAIN, Split.TEST);
  }

  @Test
  void theSeedDecidesAndTheOrderOfTheListDoesNot() {
    List<Item> items =
        IntStream.range(0, 60).mapToObj(i -> new Item("g" + i, List.of("c" + i % 2))).toList();
    List<Item> reversed = new ArrayList<>(items);
    java.util.Collections.reverse(reversed);

    Map<String, Split> splits = Splits.byGroup(items, SHARES, 1);

    assertThat(Splits.byGroup(reversed, SHARES, 1)).isEqualTo(splits);
    assertThat(Splits.byGroup(items, SHARES, 2)).isNotEqualTo(splits);
  }

  @Test
  void sharesThatAreNotPartsOfOneAreRefused() {
    assertThatThrownBy(() -> new Shares(0.6, 0.1, 0.1)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new Shares(1.1, -0.2, 0.1)).isInstanceOf(Problem.class);
  }
}
