package io.soma.memory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {

  @Test
  void plainTextStandsBetweenQuotes() {
    assertThat(Quoted.of("a b~")).isEqualTo("\"a b~\"");
  }

  @Test
  void nothingCanForgeALineOrEndTheQuote() {
    assertThat(Quoted.of("a\r\nb\u001b\u2028\"\\é"))
        .isEqualTo("\"a\\u000d\\u000ab\\u001b\\u2028\\\"\\\\\\u00e9\"");
  }

  @Test
  void aMessageIsOneShortLine() {
    assertThat(Quoted.line("no \"number\"\n\\", 20)).isEqualTo("no \"number\"\\u000a\\");
    assertThat(Quoted.line("x".repeat(20), 20)).isEqualTo("x".repeat(20));
    assertThat(Quoted.line("x".repeat(21), 20)).isEqualTo("x".repeat(20) + "...");
    assertThat(Quoted.line("\n".repeat(1_000), 20)).isEqualTo("\\u000a".repeat(3) + "...");
  }

  @Test
  void longTextIsCutAfterEightyCharacters() {
    assertThat(Quoted.of("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
    assertThat(Quoted.of("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "...\"");
  }
}
