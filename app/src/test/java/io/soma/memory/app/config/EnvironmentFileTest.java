package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Generates the installed environment file from the variables that the code reads. */
class EnvironmentFileTest {

  private static final Path FILE = Path.of("../distribution/src/main/dist/conf/soma-memory.env");

  /** To make it anew: {@code mvn -pl app -am test -Dtest=EnvironmentFileTest -Dsoma.docs=write}. */
  @Test
  void theFileHasEachVariableThatTheCodeReads() throws IOException {
    if ("write".equals(System.getProperty("soma.docs"))) {
      Files.writeString(FILE, text());
    }
    assertThat(Files.readString(FILE)).isEqualTo(text());
  }

  private static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # The settings of Soma Memory; docs/configuration.md says more of them.
            # Made from the source by EnvironmentFileTest.
            #
            # systemd reads this file (EnvironmentFile=), and so does a shell:
            #   set -a; . ./soma-memory.env; set +a; soma check
            # Quote a value that holds a blank or a special character: NAME='value'.
            # A line with a '#' in front shows the default, or nothing where there is none.
            # Only the service's user should be able to read this file if secrets are in it.

            # Further options for the JVM, such as -Xmx2g. Without them the heap of soma serve takes
            # half of the memory that the machine or the container has.
            #SOMABRAIN_JAVA_OPTIONS=

            """);
    for (Variable variable : Variable.values()) {
      text.append("# ").append(capitalised(variable.meaning())).append(".\n");
      if (variable.required()) {
        text.append("# Required.\n");
      }
      String value = Objects.requireNonNullElse(variable.fallback(), "");
      text.append('#').append(variable.key()).append('=').append(value).append('\n');
      if (variable.hasFile()) {
        text.append('#').append(variable.fileKey()).append("=\n");
      }
      text.append('\n');
    }
    return text.deleteCharAt(text.length() - 1).toString();
  }

  private static String capitalised(String meaning) {
    return Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1);
  }
}
