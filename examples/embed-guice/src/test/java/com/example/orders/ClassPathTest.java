package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What a program gets by one dependency. */
class ClassPathTest {

  private static final List<String> JARS =
      Arrays.stream(classPath().split(File.pathSeparator))
          .filter(entry -> entry.endsWith(".jar"))
          .toList();

  // Surefire starts the JVM with one jar that names the others.
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @Test
  void noClassIsThereTwice() throws IOException {
    Map<String, List<String>> homes = new TreeMap<>();
    for (String jar : JARS) {
      try (JarFile file = new JarFile(jar)) {
        for (var entry : Collections.list(file.entries())) {
          String name = entry.getName();
          if (name.endsWith(".class")
              && !name.startsWith("META-INF/")
              && !name.equals("module-info.class")) {
            homes.computeIfAbsent(name, unused -> new ArrayList<>()).add(jar);
          }
        }
      }
    }
    homes.values().removeIf(jars -> jars.size() == 1);

    assertThat(homes).isEmpty();
  }

  @Test
  void thereIsNoKafkaNoJettyNoCommandLineAndNoLogging() {
    assertThat(JARS)
        .isNotEmpty()
        .noneMatch(jar -> jar.matches(".*(kafka|jetty|picocli|logback|slf4j-simple|bcprov).*"));
  }

  @Test
  void versionsAreThoseThatSomaMemoryIsTestedWith() {
    assertThat(JARS)
        .anyMatch(jar -> jar.endsWith("okhttp-jvm-5.5.1.jar"))
        .anyMatch(jar -> jar.endsWith("guava-33.5.0-jre.jar"))
        .anyMatch(jar -> jar.endsWith("prometheus-metrics-core-1.10.0.jar"))
        .noneMatch(jar -> jar.matches(".*okhttp-4.*"));
  }

  @Test
  void ourJarsHaveModuleNames() throws IOException {
    List<String> ours = JARS.stream().filter(jar -> jar.contains("soma-memory-")).toList();
    assertThat(ours).hasSizeGreaterThan(5);
    for (String jar : ours) {
      try (JarFile file = new JarFile(jar)) {
        assertThat(file.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
            .startsWith("io.soma.memory.");
      }
    }
  }
}
