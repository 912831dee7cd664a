package ricercar.plot;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ricercar.stats.FunctionalAnova;
import ricercar.sweep.Axis;
import ricercar.sweep.Importance;
import ricercar.sweep.Proposal;
import ricercar.sweep.Response;
import ricercar.sweep.Trial;

/**
 * How much each swept setting mattered: its share of the variance over a whole grid, or else, over
 * scattered points, how far the best tenth of them lies from all ({@link Importance}).
 *
 * @param caption what the shares are
 */
public record ImportanceBars(String title, List<Share> shares, String caption) implements Figure {
  private static final int NAMES = 170;
  private static final int ROW = 30;
  private static final int BARS = 400;

  /** Of a setting, or of two together. */
  public record Share(String name, double share) {}

  public ImportanceBars {
    shares = List.copyOf(shares);
  }

  public static ImportanceBars of(Response response) {
    List<Axis> axes = response.axes();
    int[] sizes = axes.stream().mapToInt(axis -> axis.values().size()).toArray();
    boolean grid = IntStream.of(sizes).reduce(1, (a, b) -> a * b) == response.points().size();
    double[] values = response.points().stream().mapToDouble(at -> at.cell().value()).toArray();
    return grid ? ofGrid(response, values, sizes) : ofPoints(response, values);
  }

  private static ImportanceBars ofGrid(Response response, double[] values, int[] sizes) {
    FunctionalAnova anova = FunctionalAnova.of(values, sizes);
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      shares.add(new Share(response.axes().get(i).symbol(), anova.first()[i]));
    }
    for (int i = 0; i < sizes.length; i++) {
      for (int j = i + 1; j < sizes.length; j++) {
        String both = response.axes().get(i).symbol() + " and " + response.axes().get(j).symbol();
        shares.add(new Share(both + " together", anova.pairs()[i][j]));
      }
    }
    String caption =
        String.format(
            Locale.ROOT,
            "share of the variance of %s over the grid; its deviation is %.2g, noise of seeds"
                + " included",
            response.column(),
            Math.sqrt(anova.variance()) * (response.column().endsWith("%") ? 100 : 1));
    return new ImportanceBars(response.title() + ": what mattered", shares, caption);
  }

  private static ImportanceBars ofPoints(Response response, double[] values) {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      trials.add(new Trial(i, Proposal.of(response.points().get(i).point()), values[i]));
    }
    Map<String, Double> byKey = Importance.of(response.axes(), trials);
    List<Share> shares = new ArrayList<>();
    for (Axis axis : response.axes()) {
      shares.add(new Share(axis.symbol(), byKey.get(axis.key())));
    }
    return new ImportanceBars(
        response.title() + ": what mattered",
        shares,
        "PED-ANOVA: how far the best tenth of the points lies from all of them");
  }

  @Override
  public int width() {
    return 2 * Sheet.MARGIN + NAMES + BARS + 60;
  }

  @Override
  public int height() {
    return Sheet.MARGIN + Sheet.TITLE + ROW * shares.size() + 40;
  }

  @Override
  public String summary() {
    return title
        + ": "
        + shares.stream()
            .map(share -> "%s %s".formatted(share.name(), percent(share.share())))
            .collect(Collectors.joining("; "));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  @Override
  public void paint(Sheet sheet) {
    Font font = Sheet.font(Font.PLAIN, 12);
    int left = Sheet.MARGIN + NAMES;
    for (int i = 0; i < shares.size(); i++) {
      double y = sheet.top() + i * ROW;
      Share share = shares.get(i);
      String name = Sheet.fitted(share.name(), font, NAMES - 12);
      sheet.textRight(name, left - 8, y + ROW / 2.0 + 4, font, sheet.theme().ink());
      double length = BARS * Math.max(0, Math.min(1, share.share()));
      sheet.fill(
          new Rectangle2D.Double(left, y + 6, length, ROW - 12), Palette.colour(0, sheet.theme()));
      sheet.text(
          percent(share.share()),
          left + length + 6,
          y + ROW / 2.0 + 4,
          font,
          sheet.theme().muted());
    }
    sheet.text(
        caption,
        Sheet.MARGIN,
        sheet.top() + shares.size() * ROW + 22,
        Sheet.font(Font.ITALIC, 11),
        sheet.theme().muted());
  }
}
