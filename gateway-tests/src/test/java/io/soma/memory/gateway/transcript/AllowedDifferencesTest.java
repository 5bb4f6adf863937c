package io.soma.memory.gateway.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AllowedDifferencesTest {

  private static final Path PAGE = Path.of("..", "docs", "gateway-contract.md");

  @Test
  void thePageHasEveryReason() throws Exception {
    String page = Files.readString(PAGE);
    assertThat(AllowedDifferences.reasons()).isNotEmpty().allMatch(page::contains);
  }

  @Test
  void everyPlaceHasAReason() {
    assertThat(AllowedDifferences.byPlace()).isNotEmpty().doesNotContainValue("");
  }
}
