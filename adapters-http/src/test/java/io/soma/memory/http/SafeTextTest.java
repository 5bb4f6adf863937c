package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

  private static final String TOKEN = "t0ken".repeat(100);

  private final SafeText safeText = new SafeText(TOKEN);

  @Test
  void keepsOrdinaryText() {
    assertThat(safeText.of("payload: 日本語 is ünusual 🜂")).isEqualTo("payload: 日本語 is ünusual 🜂");
  }

  @Test
  void isShort() {
    assertThat(safeText.of("x".repeat(10_000))).isEqualTo("x".repeat(300) + "...");
  }

  @Test
  void isOneLineWithoutControls() {
    assertThat(safeText.of("a\r\nb\u0000c\u001b[31m\u2028d\u202ee")).isEqualTo("a  b c [31m d e");
  }

  @Test
  void hasNoLoneSurrogateEvenWhereItIsCut() {
    assertThat(safeText.of("a\ud800b")).isEqualTo("a b");
    String cut = safeText.of("x".repeat(299) + "🜂🜂");
    assertThat(cut).isEqualTo("x".repeat(299) + "🜂...");
  }

  @Test
  void neverHasTheTokenNorAPartOfItThatACutWouldLeave() {
    assertThat(safeText.of("bad token " + TOKEN)).isEqualTo("bad token ***");
    assertThat(safeText.of(TOKEN.repeat(50))).doesNotContain("t0ken");
  }
}
