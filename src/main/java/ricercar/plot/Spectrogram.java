package ricercar.plot;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * A sound as a picture: mel bands upwards, time to the right, 60 dB below the loudest cell at the
 * dark end.
 *
 * @param power [bands][frames], as of a mel spectrogram
 */
public record Spectrogram(String title, float[][] power, double seconds) implements Figure {
  private static final double RANGE_DECIBELS = 60;

  @Override
  public int width() {
    return 680;
  }

  @Override
  public int height() {
    return 230;
  }

  @Override
  public String summary() {
    return String.format(Locale.ROOT, "%s: %d mel bands over %.1f s", title, power.length, seconds);
  }

  @Override
  public void paint(Sheet sheet) {
    int left = 44;
    int top = sheet.top();
    int width = sheet.width() - left - Sheet.MARGIN;
    int height = sheet.height() - top - 44;
    sheet.graphics().drawImage(image(), left, top, width, height, null);
    Font small = Sheet.font(Font.PLAIN, 11);
    Ticks ticks = Ticks.between(0, seconds, 8);
    for (double tick : ticks.values()) {
      double x = left + tick / seconds * width;
      sheet.textCentred(ticks.label(tick), x, top + height + 15, small, sheet.theme().muted());
    }
    sheet.textCentred(
        "time (s)",
        left + width / 2.0,
        top + height + 34,
        Sheet.font(Font.PLAIN, 12),
        sheet.theme().muted());
    sheet.textRight("high", left - 6, top + 10, small, sheet.theme().muted());
    sheet.textRight("low", left - 6, top + height, small, sheet.theme().muted());
  }

  private BufferedImage image() {
    int bands = power.length;
    int frames = bands == 0 ? 0 : power[0].length;
    BufferedImage image =
        new BufferedImage(Math.max(1, frames), Math.max(1, bands), BufferedImage.TYPE_INT_RGB);
    double loudest = 1e-10;
    for (float[] band : power) {
      for (float value : band) {
        loudest = Math.max(loudest, value);
      }
    }
    for (int band = 0; band < bands; band++) {
      for (int frame = 0; frame < frames; frame++) {
        double decibels = 10 * Math.log10(Math.max(power[band][frame], 1e-20) / loudest);
        image.setRGB(
            frame, bands - 1 - band, Scale.ENERGY.at(1 + decibels / RANGE_DECIBELS).getRGB());
      }
    }
    return image;
  }
}
