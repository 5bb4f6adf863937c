package io.soma.memory.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README shows compiles, as it is, on an embedder's class path. */
class ReadmeCodeTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final String IMPORTS =
      """
      import static org.assertj.core.api.Assertions.assertThat;
      import io.prometheus.metrics.model.registry.PrometheusRegistry;
      import io.soma.memory.app.*;
      import io.soma.memory.app.config.*;
      import io.soma.memory.app.telemetry.*;
      import io.soma.memory.domain.read.*;
      import io.soma.memory.domain.write.*;
      import io.soma.memory.http.*;
      import io.soma.memory.junit.*;
      import io.soma.memory.ports.driving.*;
      import io.soma.memory.postgres.connection.*;
      import java.net.URI;
      import java.sql.Connection;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.Executor;
      import javax.sql.DataSource;
      import okhttp3.OkHttpClient;
      import org.junit.jupiter.api.Test;
      import org.junit.jupiter.api.extension.RegisterExtension;
      """;

  /** What the text around a block says that the reader has. */
  private static final String GIVEN =
      "String token, DataSource dataSource, OkHttpClient okHttpClient, Executor executor,"
          + " PrometheusRegistry prometheusRegistry, Connection connection, ";

  private static final String HANDED_IN_BEFORE = "SomaMemory soma";

  private static final String ORDERS =
      """
      class Orders {
        Orders(MemoryClient client) {}
        void place(String customer, String order) {}
      }
      """;

  @TempDir Path classes;

  static List<String> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("../README.md")))
        .results()
        .map(each -> each.group(1))
        // That is on Spring's class path, and the starter's test compiles it.
        .filter(block -> !block.contains("@Service"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void blockCompiles(String block) {
    assertThat(problems(IMPORTS + ORDERS + around(block))).isEmpty();
  }

  private static String around(String block) {
    if (block.contains("@Test")) {
      return "class Readme {\n" + block + "}\n";
    }
    // A block that makes one itself needs none.
    String soma = block.contains("SomaMemory soma =") ? "Object unused" : HANDED_IN_BEFORE;
    return "class Readme {\n void show(" + GIVEN + soma + ") throws Exception {\n" + block + "}}\n";
  }

  // Surefire starts the JVM with one jar that names the others.
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private List<String> problems(String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("mem:///Readme.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath());
    boolean compiles =
        compiler.getTask(null, null, problems, options, null, List.of(source)).call();
    return compiles
        ? List.of()
        : problems.getDiagnostics().stream()
            .map(each -> each.getLineNumber() + ": " + each.getMessage(Locale.ROOT))
            .toList();
  }
}
