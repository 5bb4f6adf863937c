package io.soma.memory.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tokens of the gateway, in the environment and in a file that may change while it serves.
 *
 * @param fixed those of the environment
 * @param file a file with further tokens, if there is one
 */
public record GatewayTokens(List<TokenGrant> fixed, Optional<Path> file) {

  public GatewayTokens {
    fixed = List.copyOf(fixed);
  }

  /**
   * The file's present content; empty if there is no file.
   *
   * @throws IOException if it cannot be read
   */
  public String read() throws IOException {
    return file.isEmpty() ? "" : Files.readString(file.get());
  }

  /**
   * Every token that is known while the file says this.
   *
   * @throws ConfigurationException listing everything that is wrong with the text, without a secret
   */
  public List<TokenGrant> grantsWith(String text) {
    List<String> problems = new ArrayList<>();
    List<TokenGrant> grants = grantsWith(text, problems::add);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return grants;
  }

  /**
   * The same, for a start. Wrong lines are problems of a start only where the file has no valid
   * one: the callers of all other tokens must not depend on one line, at a start as little as
   * later.
   */
  List<TokenGrant> grantsNow(Consumer<String> problems) {
    try {
      List<String> wrong = new ArrayList<>();
      List<TokenGrant> grants = grantsWith(read(), wrong::add);
      if (grants.size() == fixed.size()) {
        wrong.forEach(problems);
      }
      return grants;
    } catch (IOException e) {
      problems.accept(
          Variable.GATEWAY_TOKENS_FILE.key() + ": " + Unreadable.inWords(file.orElseThrow(), e));
      return fixed;
    }
  }

  /**
   * The tokens of the valid lines; an invalid line gives no token and is reported as a problem
   * without its secret.
   */
  public List<TokenGrant> grantsWith(String text, Consumer<String> problems) {
    List<TokenGrant> grants = new ArrayList<>(fixed);
    if (file.isPresent()) {
      grants.addAll(TokensFile.grantsOf(text, problems));
    }
    return grants;
  }
}
