package io.soma.memory.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for contributors name classes that there are. */
final class DocumentedClassesTest {

  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)(?:\\.\\w+)*`");

  static final Path ROOT = root();

  private static final Set<String> SOURCES = sources();

  @ParameterizedTest
  @ValueSource(strings = {"docs/changing-it.md", "docs/walks.md"})
  void namesOnlyClassesThatThereAre(String page) throws IOException {
    Set<String> named =
        CLASS
            .matcher(Files.readString(ROOT.resolve(page)))
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toSet());

    assertThat(named).isNotEmpty().isSubsetOf(SOURCES);
  }

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("architecture-tests"))) {
      directory = Objects.requireNonNull(directory.getParent(), "the checkout's root");
    }
    return directory;
  }

  private static Set<String> sources() {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(DocumentedClassesTest::classes)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> classes(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
