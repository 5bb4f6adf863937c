package io.soma.memory.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.SomaMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceTest {

  @ParameterizedTest
  @CsvSource({
    "memory:sandbox-tenant, sandbox-tenant",
    "production:user123, user123",
    "solo, solo",
    "a:b:c, c",
    "::t, t",
    ":t, t",
    "t:t, t"
  })
  void theTenantIsTheTextAfterTheLastColon(String value, String tenant) {
    Namespace namespace = Namespace.of(value);
    assertThat(namespace.tenant()).isEqualTo(new TenantId(tenant));
    assertThat(namespace.value()).isEqualTo(value);
    assertThat(namespace).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", ":", "memory:", "a:b:", "memory: ", "memory:-x", "a: b"})
  void withoutATenantItIsRefused(String value) {
    assertThatThrownBy(() -> Namespace.of(value))
        .isInstanceOf(InvalidNamespaceException.class)
        .isInstanceOf(SomaMemoryException.class)
        .hasMessageContaining("is not allowed: 1 to 64 characters")
        .hasMessageContaining("the text after the last colon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\rb:t", "a\nb:t", "a\r\nX-Soma-Tenant: u:t", "a b:t", "é:t", "\u007f:t"})
  void aPrefixThatCouldBreakAHeaderIsRefused(String value) {
    assertThatThrownBy(() -> Namespace.of(value))
        .isInstanceOf(InvalidNamespaceException.class)
        .hasMessageStartingWith("namespace \"")
        .hasMessageEndingWith(
            "is not allowed: at most 255 visible ASCII characters that end in a tenant id, such as"
                + " memory:tenant-1")
        .message()
        .matches("[\\x20-\\x7e]+");
  }

  @Test
  void twoHundredAndFiftyFiveCharactersAreAllowedAndNoMore() {
    assertThat(Namespace.of("n".repeat(253) + ":t").value()).hasSize(255);
    assertThatThrownBy(() -> Namespace.of("n".repeat(254) + ":t"))
        .isInstanceOf(InvalidNamespaceException.class)
        .hasMessageContaining("at most 255");
  }

  @ParameterizedTest
  @CsvSource({"public, default", "somabrain:acme:wm, acme", "memory:b:, b"})
  void aNamespaceBesideATenantIsKeptWhole(String value, String tenant) {
    Namespace namespace = new Namespace(value, new TenantId(tenant));
    assertThat(namespace).hasToString(value);
    assertThat(namespace.tenant()).hasToString(tenant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nX-Soma-Tenant: b", "\u00e4"})
  void aNamespaceBesideATenantIsVisibleAscii(String value) {
    TenantId tenant = new TenantId("t");
    assertThatThrownBy(() -> new Namespace(value, tenant))
        .isInstanceOf(InvalidNamespaceException.class);
  }

  @Test
  void theCanonicalConstructorAgreesWithReading() {
    assertThat(new Namespace("memory:t", new TenantId("t"))).isEqualTo(Namespace.of("memory:t"));
  }
}
