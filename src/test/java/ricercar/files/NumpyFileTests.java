package ricercar.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class NumpyFileTests {
  @TempDir Path folder;

  @Test
  void codesComeBackAsTheyWereWritten() {
    Path file = folder.resolve("codes.npy");
    int[][] codes = {{0, 1, 65_535}, {7, 1023, 2047}};

    NumpyFile.write(file, codes);

    assertThat(NumpyFile.read(file).codes(file)).isDeepEqualTo(codes);
  }

  /** The bytes that numpy.save writes, header padded so that values begin at a multiple of 64. */
  @Test
  void theHeaderIsTheOneOfNumpy() throws IOException {
    Path file = folder.resolve("rows.npy");

    NumpyFile.write(file, new float[][] {{1, 2, 3}, {4, 5, 6}});

    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).hasSize(128 + 6 * 4).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }  ")
        .endsWith(" \n");
    assertThat(NumpyFile.read(file).shape()).containsExactly(2, 3);
  }

  @Test
  void whatIsNoTableOfCodesIsRefusedByName() throws IOException {
    Path file = folder.resolve("codes.npy");
    NumpyFile.write(file, new int[][] {{1, 2}});
    byte[] good = Files.readAllBytes(file);

    refused(new byte[0], "too short");
    refused("RIFF, and something else".getBytes(StandardCharsets.US_ASCII), "no .npy file");
    refused(Arrays.copyOf(good, 100), "cut off");
    refused(Arrays.copyOf(good, good.length - 1), "size does not fit");
    refused(replaced(good, "<u2", "<i8"), "something else than uint16");
    refused(replaced(good, "(1, 2)", "(9, 9)"), "size does not fit");
    NumpyFile.write(file, new float[][] {{1, 2}});
    assertThatThrownBy(() -> NumpyFile.read(file).codes(file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("codes are a table of uint16");
  }

  private void refused(byte[] content, String why) throws IOException {
    Path file = folder.resolve("broken.npy");
    Files.write(file, content);
    assertThatThrownBy(() -> NumpyFile.read(file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("broken.npy")
        .hasMessageContaining(why);
  }

  private static byte[] replaced(byte[] content, String what, String with) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .replace(what, with)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
