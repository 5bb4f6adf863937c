package io.soma.memory.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.config.GatewayToken;
import io.soma.memory.app.config.GatewayTokens;
import io.soma.memory.app.config.TokenGrant;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensWatchTest {

  private static final TenantId ALPHA = new TenantId("alpha");
  private static final TenantId BETA = new TenantId("beta");

  @TempDir private Path directory;
  private final LogLines log = new LogLines();
  private Path file;
  private Tokens tokens;
  private TokensWatch watch;

  @BeforeEach
  void start() throws IOException {
    file = Files.writeString(directory.resolve("tokens"), "a canary-token-old alpha\n");
    TokenGrant fixed =
        new TokenGrant("fixed", GatewayToken.sha256("canary-token-fixed"), Set.of(ALPHA));
    GatewayTokens source = new GatewayTokens(List.of(fixed), Optional.of(file));
    tokens = new Tokens(source.grantsWith(source.read()));
    watch = new TokensWatch(source, tokens);
    look();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aFileThatStaysIsNoNews() {
    look();

    assertThat(covers("canary-token-old", ALPHA)).isTrue();
    assertThat(log.seen()).isEmpty();
  }

  @Test
  void aRotatedTokenHoldsAndTheOldOneDoesNot() throws IOException {
    Files.writeString(file, "a canary-token-new alpha\n");
    look();

    assertThat(covers("canary-token-new", ALPHA)).isTrue();
    assertThat(covers("canary-token-old", ALPHA)).isFalse();
    assertThat(covers("canary-token-fixed", ALPHA)).isTrue();
    assertThat(log.seen()).singleElement().asString().contains("has changed").doesNotContain("new");
  }

  @Test
  void aTokenMayComeToActForOtherTenants() throws IOException {
    Files.writeString(file, "a canary-token-old beta\n");
    look();

    assertThat(covers("canary-token-old", BETA)).isTrue();
    assertThat(covers("canary-token-old", ALPHA)).isFalse();
  }

  @Test
  void aFileThatIsBeingWrittenDoesNotCountYet() throws IOException {
    Files.writeString(file, "a canary-token-new al");
    watch.look();
    Files.writeString(file, "a canary-token-new alpha");
    watch.look();
    assertThat(covers("canary-token-old", ALPHA)).isTrue();

    watch.look();
    assertThat(covers("canary-token-new", ALPHA)).isTrue();
  }

  @Test
  void refusesTheTokenOfABrokenLineAlone() throws IOException {
    Files.writeString(file, "b canary-token-two\na canary-token-new alpha\n");
    look();
    look();

    assertThat(covers("canary-token-old", ALPHA)).isFalse();
    assertThat(covers("canary-token-new", ALPHA)).isTrue();
    assertThat(covers("canary-token-fixed", ALPHA)).isTrue();
    assertThat(log.seen())
        .singleElement()
        .asString()
        .contains("a token of a wrong line is refused", "2 tokens hold", "line 1: ")
        .doesNotContain("canary");
  }

  @Test
  void reportsTheLinesThatWereWrongAtTheStart() throws IOException {
    Files.writeString(file, "b canary-token-two\na canary-token-old alpha\n");
    GatewayTokens source = new GatewayTokens(List.of(), Optional.of(file));
    List<String> wrong = new ArrayList<>();
    tokens = new Tokens(source.grantsWith(source.read(), wrong::add));
    watch = new TokensWatch(source, tokens);
    look();
    look();

    assertThat(wrong).hasSize(1);
    assertThat(covers("canary-token-old", ALPHA)).isTrue();
    assertThat(log.seen())
        .singleElement()
        .asString()
        .contains("a token of a wrong line is refused", "1 tokens hold", wrong.get(0));
  }

  @Test
  void refusesATokenWhoseRevocationComesWithABrokenLine() throws IOException {
    Files.writeString(file, "alpha a canary-token/new\ncanary-token-two b\nalpha canary");
    look();

    assertThat(covers("canary-token-old", ALPHA)).isFalse();
    assertThat(log.seen())
        .singleElement()
        .asString()
        .contains("line 1: ", "line 2: ", "line 3: ")
        .doesNotContain("canary");

    Files.writeString(file, "a canary-token-new alpha\n");
    look();
    assertThat(covers("canary-token-new", ALPHA)).isTrue();
  }

  @Test
  void refusesTheSecondLineOfAName() throws IOException {
    Files.writeString(file, "a canary-token-old alpha\na canary-token-new alpha\n");
    look();

    assertThat(covers("canary-token-old", ALPHA)).isTrue();
    assertThat(covers("canary-token-new", ALPHA)).isFalse();
  }

  @Test
  void refusesAHashOfAWellKnownToken() throws IOException {
    Files.writeString(file, "a sha256:" + GatewayToken.sha256("changeme") + " alpha\n");
    look();

    assertThat(covers("changeme", ALPHA)).isFalse();
    assertThat(log.seen()).singleElement().asString().contains("one that anybody would try");
  }

  @Test
  void refusesEveryTokenOfAFileThatWasEmptied() throws IOException {
    Files.writeString(file, "");
    look();

    assertThat(covers("canary-token-old", ALPHA)).isFalse();
    assertThat(covers("canary-token-fixed", ALPHA)).isTrue();
    assertThat(covers("anything", ALPHA)).isFalse();
    assertThat(log.seen()).singleElement().asString().contains("there is no token in it");
  }

  @Test
  void refusesEveryTokenOfAFileThatIsGoneUntilItIsBack() throws IOException {
    Files.delete(file);
    watch.look();
    assertThat(covers("canary-token-old", ALPHA)).isTrue();
    watch.look();
    watch.look();

    assertThat(covers("canary-token-old", ALPHA)).isFalse();
    assertThat(covers("canary-token-fixed", ALPHA)).isTrue();
    assertThat(log.seen())
        .singleElement()
        .asString()
        .contains("cannot read", "refused until", file.toString());

    Files.writeString(file, "a canary-token-old alpha\n");
    look();
    assertThat(covers("canary-token-old", ALPHA)).isTrue();
  }

  @Test
  void whoeverKnowsNoTokenAnyMoreLetsNobodyIn() {
    tokens.replace(List.of());

    assertThat(covers("canary-token-old", ALPHA)).isFalse();
  }

  // What it says counts at the second look.
  private void look() {
    watch.look();
    watch.look();
  }

  private boolean covers(String token, TenantId tenant) {
    return tokens.grantOf("Bearer " + token).filter(grant -> grant.covers(tenant)).isPresent();
  }
}
