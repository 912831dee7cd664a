package ricercar.track;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds the lock of a run until it is killed. */
class LockHolder {
  public static void main(String[] arguments) throws IOException, InterruptedException {
    FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE).lock();
    System.out.print("h");
    System.out.flush();
    Thread.sleep(60_000);
  }
}
