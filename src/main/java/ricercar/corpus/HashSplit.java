package ricercar.corpus;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The splits by artist of JukeMIR and MARBLE: SHA-1 of a name, as a number, modulo some parts. */
final class HashSplit {
  private HashSplit() {}

  static int of(String name, int parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(name.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, hash).mod(BigInteger.valueOf(parts)).intValue();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
