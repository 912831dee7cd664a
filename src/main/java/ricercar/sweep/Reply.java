package ricercar.sweep;

import java.io.Serializable;
import java.util.Map;

/**
 * What came of an {@link Errand}.
 *
 * @param exit code of the process
 * @param said its last lines
 * @param files that it wrote, by path with forward slashes; none if it wrote them in their place
 */
record Reply(int exit, String said, Map<String, byte[]> files) implements Serializable {}
