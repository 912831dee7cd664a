package ricercar.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/**
 * A task whose labels are read from a corpus's annotations: a further question about the same
 * stored corpus, which keeps its fingerprint.
 *
 * @param labels of a clip's annotations, as in {@link Clip#labels}; null where it is not labelled
 */
public record DerivedTask(Task task, Function<JsonNode, List<String>> labels) {}
