package ricercar.etudes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;
import ricercar.files.Sha256;

class BankTests {
  @TempDir Path folder;

  @Test
  void aSoundFontThreeIsRefusedBecauseItWouldPlayAsNoise() throws IOException {
    Path file = Files.write(folder.resolve("small.sf3"), header(3));
    assertThatThrownBy(() -> Bank.of(file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("SoundFont 3")
        .hasMessageContaining("noise");
  }

  @Test
  void whatIsNoSoundFontIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("page.sf2"), "<html>not found</html>");
    assertThatThrownBy(() -> Bank.of(file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("page");
    assertThatThrownBy(() -> Bank.of(folder.resolve("none.sf2")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("none.sf2");
  }

  @Test
  void theBestKnownBankIsTakenAndTheBuiltInOneOtherwise() throws IOException {
    assertThat(Bank.installed(List.of(folder)).name()).isEqualTo("built-in");
    saveBuiltIn(folder.resolve("TimGM6mb.sf2"));
    assertThat(Bank.installed(List.of(folder)).name()).isEqualTo("TimGM6mb");
    saveBuiltIn(folder.resolve("FluidR3_GM.sf2"));
    assertThat(Bank.installed(List.of(folder)).name()).isEqualTo("FluidR3_GM");
  }

  @Test
  void aBankFromAFileSoundsAndBringsItsNameAndHash() throws IOException {
    Path file = saveBuiltIn(folder.resolve("Own.sf2"));
    Bank bank = Bank.of(file);
    assertThat(bank.name()).isEqualTo("Own");
    assertThat(bank.sha256()).isEqualTo(Sha256.of(file));
    Tier tier = new Tier("one", 10, 0, 0, 2);
    float[] sound = Song.compose(5, tier.places().get(3), 2).render(bank);
    assertThat(Mastering.rootMeanSquare(sound)).isGreaterThan(0.02);
    assertThat(Song.compose(5, tier.places().get(3), 2).render(Bank.builtIn())).isEqualTo(sound);
  }

  private static Path saveBuiltIn(Path file) throws IOException {
    return Files.write(file, Resource.bytes("jdk-bank.sf2"));
  }

  private static byte[] header(int version) {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(56);
    bytes.put("sfbkLIST".getBytes(StandardCharsets.US_ASCII)).putInt(44);
    bytes.put("INFOifil".getBytes(StandardCharsets.US_ASCII)).putInt(4);
    bytes.putShort((short) version).putShort((short) 1);
    return bytes.array();
  }
}
