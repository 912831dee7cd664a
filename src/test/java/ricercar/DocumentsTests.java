package ricercar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTests {
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/architecture.md",
        "docs/corpora.md",
        "docs/glossary.md",
        "docs/paper-to-code.md",
        "docs/spark.md"
      })
  void linksAndFilesThatAreNamedExist(String document) throws IOException {
    Path file = Path.of(document);
    for (String link : found(LINK, file)) {
      assertThat(file.resolveSibling(link)).as(document + " links to " + link).exists();
    }
    for (String code : found(CODE, file)) {
      if (code.matches("(experiments|notebooks|src|docs)/[\\w./-]*")) {
        assertThat(Path.of(code)).as(document + " names " + code).exists();
      }
    }
  }

  @Test
  void everyClassOnTheWayFromReportToCodeExists() throws IOException {
    Path document = Path.of("docs/paper-to-code.md");
    List<String> sources;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      sources = files.map(Path::toString).filter(f -> f.endsWith(".java")).toList();
    }
    for (String code : found(CODE, document)) {
      Matcher named = Pattern.compile("(?:([a-z]+)\\.)?([A-Z]\\w+)(?:\\.\\w+)?").matcher(code);
      if (named.matches()) {
        String room = named.group(1) == null ? "" : named.group(1) + "/";
        String end = "/" + room + named.group(2) + ".java";
        assertThat(sources).as("the class `%s`", code).anyMatch(f -> f.endsWith(end));
      }
    }
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(m -> m.group(1)).toList();
  }
}
