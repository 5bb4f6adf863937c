package io.soma.memory.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows of the starter is a class that compiles. */
class ReadmeCodeTest {

  @Test
  void readmeShowsAClassThatCompiles() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/soma/memory/spring/Orders.java"));
    String shown = source.substring(source.indexOf("@Service"));

    assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + shown + "```");
  }
}
