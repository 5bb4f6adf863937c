package io.soma.memory.gateway.access;

import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.GatewayTokens;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a new token, or a token's new tenants, without a restart: looks into the file of tokens,
 * and has those known that are in it. A file that is wrong or gone changes nothing, and is told
 * once.
 */
public final class TokensWatch {

  private static final Logger LOG = LoggerFactory.getLogger(TokensWatch.class);

  private final GatewayTokens source;
  private final Tokens tokens;
  private @Nullable String seen;
  private @Nullable String judged;
  private boolean missing;

  /** Of tokens that were read from the source at the start. */
  public TokensWatch(GatewayTokens source, Tokens tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  /**
   * Looks into the file. What it says counts at the second look that finds it so, as the first may
   * come while it is being written. Calls must not overlap.
   */
  public void look() {
    String text = read();
    if (text == null || text.equals(judged)) {
      return;
    }
    if (text.equals(seen)) {
      judged = text;
      judge(text);
    }
    seen = text;
  }

  private @Nullable String read() {
    try {
      String text = source.read();
      missing = false;
      return text;
    } catch (IOException e) {
      if (!missing) {
        // Its message names the file alone.
        LOG.warn("cannot read the file of tokens, those that are known stay: {}", e.toString());
      }
      missing = true;
      return null;
    }
  }

  private void judge(String text) {
    try {
      if (tokens.replace(source.grantsWith(text))) {
        LOG.info("the file of tokens has changed; those in it hold from now on");
      }
    } catch (ConfigurationException e) {
      LOG.warn(
          "the file of tokens has changed and is wrong, those that are known stay: {}",
          String.join("; ", e.problems()));
    }
  }
}
