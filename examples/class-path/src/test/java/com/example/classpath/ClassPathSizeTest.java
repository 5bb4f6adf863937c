package com.example.classpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The README tells how many jars of which size a program gets. */
class ClassPathSizeTest {

  @Test
  void readmeTellsHowManyJarsOfWhichSize() throws IOException {
    Set<String> alone = jars("without-kafka");
    Set<String> withKafka = new TreeSet<>(alone);
    withKafka.addAll(jars("kafka"));

    assertThat(withKafka).hasSizeGreaterThan(alone.size());
    assertThat(Files.readString(Path.of("../../README.md")))
        .contains("That is " + described(alone) + ", " + described(withKafka) + " with Kafka;");
  }

  // Made by the build, from what the published artifacts ask for.
  private static Set<String> jars(String list) throws IOException {
    return new TreeSet<>(
        List.of(Files.readString(Path.of("target", list)).strip().split(File.pathSeparator)));
  }

  private static String described(Set<String> jars) throws IOException {
    long bytes = 0;
    for (String jar : jars) {
      bytes += Files.size(Path.of(jar));
    }
    return jars.size() + " jars of " + Math.round(bytes / 1e6) + " MB";
  }
}
