package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConfigTest {

  private static final String TOKEN = "t0ken-that-stays-secret";

  @Test
  void hasDefaults() {
    HttpConfig config = HttpConfig.of("http://memory:10101", TOKEN);

    assertThat(config.maxConnections()).isEqualTo(64);
    assertThat(config.maxInFlight()).isEqualTo(1024);
    assertThat(config.withMaxConnections(3).maxConnections()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "memory:10101, http://memory:10101",
    "' http://memory:10101/ ', http://memory:10101",
    "HTTPS://Memory.example, https://memory.example",
    "http://memory:10101/openapi.json, http://memory:10101",
    "http://memory:10101/api/openapi.json, http://memory:10101/api",
    "http://memory/api/, http://memory/api",
    "http://soma_memory:10101, http://soma_memory:10101",
    "'[::1]:10101', 'http://[::1]:10101'",
  })
  void normalisesTheEndpoint(String written, String normal) {
    assertThat(HttpConfig.of(written, TOKEN).endpoint()).hasToString(normal);
  }

  @ParameterizedTest
  @CsvSource({
    "'', is no URL",
    "ftp://memory, has the scheme",
    "http://, is no URL",
    "http://memory:99999, is no URL",
    "http://memory/?key=hunter2, has a query",
    "http://memory/#top, has a query or a fragment",
    "http://user:hunter2@memory, names a user",
  })
  void refusesAnEndpointThatCannotBeUsed(String written, String why) {
    assertThatThrownBy(() -> HttpConfig.of(written, TOKEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("expected http://host:port")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "localhost", "memory/api", "memory.example"})
  void refusesAUriOfAProgramThatNamesNoSchemeAndNoPort(String written) {
    assertThatThrownBy(() -> HttpConfig.of(URI.create(written), TOKEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "\"" + written + "\" names no scheme and no port: expected http://host:port");
    assertThat(HttpConfig.isBare(written)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory:10101", "http://memory", "http://memory:10101/api"})
  void takesAUriThatNamesASchemeOrAPort(String written) {
    assertThat(HttpConfig.of(URI.create(written), TOKEN).endpoint().toString()).startsWith("http");
    assertThat(HttpConfig.isBare(written)).isFalse();
  }

  @Test
  @SuppressWarnings("NullAway") // A program without a null checker compiles this.
  void namesWhatIsNull() {
    assertThatThrownBy(() -> HttpConfig.of("memory:1", null)).hasMessageContaining("token is not");
    assertThatThrownBy(() -> HttpConfig.of((String) null, TOKEN))
        .hasMessageContaining("endpoint is not set");
    assertThatThrownBy(() -> HttpConfig.of((URI) null, TOKEN))
        .hasMessageContaining("endpoint is not set");
    assertThatThrownBy(() -> HttpConfig.of("memory:1", TOKEN).withClient(null))
        .hasMessageContaining("client is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2\n", "hun ter2", "hunter2\u0000", "hunter2é", " hunter2"})
  void refusesATokenThatNoHeaderCanCarryWithoutPrintingIt(String token) {
    assertThatThrownBy(() -> HttpConfig.of("memory", token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("visible ASCII")
        .hasMessageNotContaining("hun");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void refusesABlankToken(String token) {
    assertThatThrownBy(() -> HttpConfig.of("memory", token)).hasMessageContaining("blank");
  }

  @Test
  void refusesNoConnections() {
    assertThatThrownBy(() -> HttpConfig.of("memory", TOKEN).withMaxConnections(0))
        .hasMessageContaining("maxConnections must be at least 1");
  }

  @Test
  void printsEverythingButTheToken() {
    assertThat(HttpConfig.of("memory:1", TOKEN).toString())
        .isEqualTo(
            "HttpConfig[endpoint=http://memory:1, token=***, maxConnections=64, maxInFlight=1024]");
  }
}
