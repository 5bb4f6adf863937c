package io.soma.memory.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes the page of walks; a check in every build would cost a broker and a debugger. */
final class WalksTest {

  @Test
  void writesThePageOfWalks(@TempDir Path directory) throws Exception {
    assumeTrue("write".equals(System.getProperty("soma.docs")), "only with -Dsoma.docs=write");

    Map<String, Set<String>> walks =
        WalkTrace.run(directory, List.of("direct", "queued", "delivered", "kafka", "replayed"));

    assertThat(walks).hasSize(5).allSatisfy((name, types) -> assertThat(types).isNotEmpty());
    Files.writeString(DocumentedClassesTest.ROOT.resolve("docs/walks.md"), WalksPage.of(walks));
  }
}
