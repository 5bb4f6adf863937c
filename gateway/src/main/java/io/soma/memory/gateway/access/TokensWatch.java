package io.soma.memory.gateway.access;

import io.soma.memory.app.config.GatewayTokens;
import io.soma.memory.app.config.TokenGrant;
import io.soma.memory.supervision.Logs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Takes a new token, a token's new tenants, or a token's end without a restart: looks into the file
 * of tokens, and has those known that are in it, and no others.
 *
 * <p>A revocation never fails open. A line that is wrong is refused by itself, and the other lines
 * hold. A file that is empty lists no token. A file that cannot be read at two looks in a row lists
 * none either, until it can be read again. Each of these is an error in the log, once. The token of
 * the environment holds throughout.
 */
public final class TokensWatch {

  private static final Logger LOG = Logs.of(TokensWatch.class);

  private final GatewayTokens source;
  private final Tokens tokens;
  // Empty stands for a file that cannot be read, null for no look yet.
  private @Nullable Optional<String> seen;
  private @Nullable Optional<String> judged;
  private String failure = "";

  /** Of tokens that were read from the source at the start. */
  public TokensWatch(GatewayTokens source, Tokens tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  /**
   * Reads the file. New content counts when two reads in a row find it, as the first may come while
   * the file is being written or replaced. Calls must not overlap.
   */
  public void look() {
    Optional<String> text = read();
    if (text.equals(judged)) {
      seen = text;
      return;
    }
    if (text.equals(seen)) {
      judged = text;
      text.ifPresentOrElse(this::judge, this::refuseAll);
    }
    seen = text;
  }

  private Optional<String> read() {
    try {
      return Optional.of(source.read());
    } catch (IOException e) {
      // Its message names the file alone.
      failure = e.toString();
      return Optional.empty();
    }
  }

  private void refuseAll() {
    tokens.replace(source.fixed());
    LOG.error(
        "cannot read the file of tokens; its tokens are refused until it can be read: {}", failure);
  }

  private void judge(String text) {
    List<String> problems = new ArrayList<>();
    List<TokenGrant> grants = source.grantsWith(text, problems::add);
    boolean changes = tokens.replace(grants);
    if (!problems.isEmpty()) {
      LOG.error(
          "the file of tokens is wrong; a token of a wrong line is refused, {} tokens hold: {}",
          grants.size(),
          String.join("; ", problems));
    } else if (changes) {
      LOG.info("the file of tokens has changed; those in it hold from now on");
    }
  }
}
