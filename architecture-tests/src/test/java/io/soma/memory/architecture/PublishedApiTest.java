package io.soma.memory.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build leaves the same packages out of the Javadoc and of the comparison with a release. */
final class PublishedApiTest {

  private static final List<String> INTERNAL =
      Arrays.stream(House.INTERNAL).map(each -> each.replace("..", "")).toList();

  private static String pom() throws IOException {
    return Files.readString(Path.of("../pom.xml"));
  }

  @Test
  void javadocIsWithoutInternalPackages() throws IOException {
    String excluded =
        Pattern.compile("<excludePackageNames>(.*?)</excludePackageNames>", Pattern.DOTALL)
            .matcher(pom())
            .results()
            .map(each -> each.group(1))
            .findFirst()
            .orElseThrow();

    assertThat(Stream.of(excluded.split("[,\\s]+")).filter(each -> !each.isEmpty()))
        .containsExactlyInAnyOrderElementsOf(INTERNAL);
  }

  @Test
  void comparisonIsWithoutInternalPackages() throws IOException {
    assertThat(
            Pattern.compile("<exclude>(io\\.soma\\.memory\\..*?)</exclude>")
                .matcher(pom())
                .results()
                .map(each -> each.group(1)))
        .containsExactlyInAnyOrderElementsOf(INTERNAL);
  }
}
