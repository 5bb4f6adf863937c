package io.soma.memory.postgres.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {}                              | {}
          {"a": 1, "b": [1, 2, {}]}       | {"a":1,"b":[1,2,{}]}
          {"a b": " c : d , "}            | {"a b":" c : d , "}
          {"q": "\\" , ", "r": 1}         | {"q":"\\" , ","r":1}
          {"slash": "\\\\", "r": ", "}    | {"slash":"\\\\","r":", "}
          {"s": "\\\\\\" , \\\\", "r": 1} | {"s":"\\\\\\" , \\\\","r":1}
          [[1, 2], "a , b", "", true]     | [[1,2],"a , b","",true]
          {"u": "\\u0001 \\" x", "r": ""} | {"u":"\\u0001 \\" x","r":""}
          """)
  void dropsTheBlanksOutsideStringsAndNoOther(String json, String compact) {
    assertThat(CompactJson.of(json)).isEqualTo(compact);
  }
}
