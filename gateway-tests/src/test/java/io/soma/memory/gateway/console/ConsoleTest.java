package io.soma.memory.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.AdminRig;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  @ParameterizedTest
  @ValueSource(strings = {"/console/", "/console/console.js", "/console/console.css"})
  void itsFilesAreServedToEverybodyAndTakeNothingFromElsewhere(String path) {
    try (AdminRig rig = new AdminRig()) {
      HttpResponse<String> answer = rig.anonymous(path);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "frame-ancestors 'none'")
                      .doesNotContain("unsafe", "http"));
      assertThat(answer.body()).doesNotContain("http://", "https://", "innerHTML", "eval(");
    }
  }

  @Test
  void theShortPathLeadsToThePage() {
    try (AdminRig rig = new AdminRig()) {
      HttpResponse<String> answer = rig.anonymous("/console");

      assertThat(answer.statusCode()).isEqualTo(308);
      assertThat(answer.headers().firstValue("Location")).hasValue("/console/");
    }
  }

  @Test
  void whatItShowsNeedsTheToken() {
    try (AdminRig rig = new AdminRig()) {
      assertThat(rig.anonymous("/admin/tenants").statusCode()).isEqualTo(401);
    }
  }
}
