package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorDetailTest {

  @Test
  void aTextIsTakenAsItIs() {
    assertThat(of("{\"detail\":\"Memory not found\"}")).isEqualTo("Memory not found");
  }

  @Test
  void aListOfMistakesNamesTheirPlaces() {
    assertThat(
            of(
                """
                {"detail":[
                  {"type":"missing","loc":["body","req","coord"],"msg":"Field required"},
                  {"type":"x","loc":["body","req","items",3],"msg":"No"}]}
                """))
        .isEqualTo("body.req.coord: Field required; body.req.items.3: No");
  }

  @Test
  void aLongListIsCut() {
    String mistake = "{\"loc\":[\"a\"],\"msg\":\"b\"}";

    assertThat(of("{\"detail\":[" + (mistake + ",").repeat(9) + mistake + "]}"))
        .isEqualTo("a: b; a: b; a: b; a: b; a: b");
  }

  @Test
  void plainTextIsTakenAndAPageIsNot() {
    assertThat(of("Method not allowed\n")).isEqualTo("Method not allowed");
    assertThat(of("<!DOCTYPE html><p>Not Found")).isEqualTo("no detail");
  }

  @Test
  void nothingIsNoDetail() {
    assertThat(of("")).isEqualTo("no detail");
    assertThat(of("{}")).isEqualTo("no detail");
    assertThat(of("[1]")).isEqualTo("no detail");
    assertThat(of("{\"detail\":{\"a\":1}}")).isEqualTo("no detail");
  }

  private static String of(String body) {
    return ErrorDetail.of(body.getBytes(StandardCharsets.UTF_8));
  }
}
