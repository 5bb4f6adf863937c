package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.write.WriteOperation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteEchoTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"coord\":\"1.0,2.0,3.0\",\"memory_type\":\"episodic\"}",
        "{\"coord\":\"1,2,3\"}",
        "{\"coord\":\"1.00, 2.0, 3e0\",\"deleted\":false}",
        " {\"more\":{\"coord\":\"4\"},\"coord\":\"1,2,3\",\"and\":[{\"coord\":\"5\"}],\"ok\":null}\n",
      })
  void theSameCoordinateConfirmsAStoreAndADelete(String body) {
    assertThat(confirms(WriteOperation.STORE, body)).isTrue();
    assertThat(confirms(WriteOperation.DELETE, body)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"1.0,2.0,3.0\"",
        "{}",
        "{\"coord\":null}",
        "{\"coord\":1}",
        "{\"coord\":[1,2,3]}",
        "{\"coord\":\"1.0,2.0,4.0\"}",
        "{\"coord\":\"1.0,2.0\"}",
        "{\"coord\":\"nan\"}",
        "{\"coord\":\"1.0,2.0,3.0\"",
        "{\"coord\":\"1.0,2.0,3.0\"} and more",
        "{\"coord\":\"1.0,2.0,3.0\",\"coord\":\"4.0\"}",
        "{\"\":\"1.0,2.0,3.0\"}",
        "{\"memory\":{\"coord\":\"1.0,2.0,3.0\"}}",
        "<html>1.0,2.0,3.0</html>",
      })
  void anythingElseConfirmsNothing(String body) {
    assertThat(confirms(WriteOperation.STORE, body)).isFalse();
    assertThat(confirms(WriteOperation.DELETE, body)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"from_coord\":\"1.0,2.0,3.0\",\"to_coord\":\"4.0\",\"ok\":true}",
        "{\"from_coord\":\"1,2,3\",\"ok\":true}",
      })
  void theSameSourceAndOkConfirmALink(String body) {
    assertThat(confirms(WriteOperation.LINK, body)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"from_coord\":\"1.0,2.0,3.0\"}",
        "{\"from_coord\":\"1.0,2.0,3.0\",\"ok\":false}",
        "{\"from_coord\":\"1.0,2.0,3.0\",\"ok\":\"true\"}",
        "{\"from_coord\":\"4.0\",\"ok\":true}",
        "{\"coord\":\"1.0,2.0,3.0\",\"ok\":true}",
      })
  void anythingElseConfirmsNoLink(String body) {
    assertThat(confirms(WriteOperation.LINK, body)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | {\"coord\":\"1,2,3\",\"deleted\":false} | CONFIRMED_ABSENT",
        "DELETE | {\"coord\":\"1,2,3\",\"deleted\":true} | CONFIRMED",
        "DELETE | {\"coord\":\"1,2,3\",\"deleted\":\"false\"} | CONFIRMED",
        "DELETE | {\"coord\":\"1,2,3\"} | CONFIRMED",
        "DELETE | {\"coord\":\"4\",\"deleted\":false} | UNCONFIRMED",
        "STORE | {\"coord\":\"1,2,3\",\"deleted\":false} | CONFIRMED",
      })
  void onlyADeletionThatSaysSoFoundNothing(WriteOperation operation, String body, WriteEcho said) {
    assertThat(echo(operation, body)).isEqualTo(said);
  }

  private static boolean confirms(WriteOperation operation, String body) {
    return echo(operation, body) != WriteEcho.UNCONFIRMED;
  }

  private static WriteEcho echo(WriteOperation operation, String body) {
    return WriteEcho.of(Calls.write(operation, "1,2,3"), body.getBytes(StandardCharsets.UTF_8));
  }
}
