package ricercar.sweep;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.corpus.Workforce;

/**
 * The other side of {@link SparkWorkforce}: does the part of some work that its parent asks for.
 * The request is a Java object, its length before it; after it the stream stays open for as long as
 * the answer is wanted.
 */
public final class ChildSlice {
  private static final String RESULTS = "results";

  private ChildSlice() {}

  private record Slice<I, R>(Workforce.Work<I, R> work, ArrayList<I> items)
      implements Serializable {
    ArrayList<R> results() {
      return new ArrayList<>(work.on(items));
    }
  }

  static <I, R> byte[] request(Workforce.Work<I, R> work, List<I> items) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(request)) {
      byte[] slice = written(new Slice<>(work, new ArrayList<>(items)));
      out.writeInt(slice.length);
      out.write(slice);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be sent: " + work, e);
    }
    return request.toByteArray();
  }

  /**
   * Reads the request and writes the results into the folder.
   *
   * @param orphaned called from another thread if the stream ends before the work does
   */
  public static void serve(InputStream requests, Path folder, Runnable orphaned) {
    try {
      DataInputStream in = new DataInputStream(requests);
      Slice<?, ?> slice = (Slice<?, ?>) read(in.readNBytes(in.readInt()));
      ChildRun.watch(
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), orphaned);
      Files.write(folder.resolve(RESULTS), written(slice.results()));
    } catch (IOException | ClassNotFoundException e) {
      throw new Problem(
          "Cannot do the work that was asked for.", "Do all machines have the same Ricercar?", e);
    }
  }

  /** The caller knows of what kind the results of its work are. */
  @SuppressWarnings("unchecked")
  static <R> List<R> results(Map<String, byte[]> files) {
    try {
      return (List<R>) read(files.get(RESULTS));
    } catch (IOException | ClassNotFoundException e) {
      throw new Problem(
          "Cannot read what came back.", "Do all machines have the same Ricercar?", e);
    }
  }

  private static byte[] written(Serializable object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = bytes;
        ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }
}
