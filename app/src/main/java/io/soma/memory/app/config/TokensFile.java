package io.soma.memory.app.config;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the gateway: lines of a name, a token and its tenants, with blanks between. The
 * token is plain, or {@code sha256:} and its hash; the tenants have commas between, or are {@code
 * *} for all. {@code queued=200} behind them has queued writes answered with 200. Empty lines and
 * those that begin with {@code #} say nothing.
 */
final class TokensFile {

  private static final String QUEUED_AS_200 = "queued=200";
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern HASH = Pattern.compile("sha256:([0-9A-Fa-f]{64})");

  private final Consumer<String> problems;
  private final List<TokenGrant> grants = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private TokensFile(Consumer<String> problems) {
    this.problems = problems;
  }

  /**
   * The grants of a file's text. A line that is wrong gives no grant, and goes to the problems
   * without a secret; the other lines hold.
   */
  static List<TokenGrant> grantsOf(String text, Consumer<String> problems) {
    TokensFile tokens = new TokensFile(problems);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      tokens.line(lines.get(i).strip(), i + 1);
    }
    if (tokens.grants.isEmpty() && lines.stream().allMatch(TokensFile::saysNothing)) {
      tokens.problem(0, "there is no token in it");
    }
    return tokens.grants;
  }

  private static boolean saysNothing(String line) {
    return line.isBlank() || line.startsWith("#");
  }

  private void line(String line, int number) {
    if (saysNothing(line)) {
      return;
    }
    String[] columns = BLANKS.split(line);
    boolean queuedAs200 = columns.length == 4 && columns[3].equals(QUEUED_AS_200);
    if (columns.length != 3 && !queuedAs200) {
      // Not a word of the line: any column may be the token.
      problem(number, "is not of the form NAME TOKEN TENANT[,TENANT] [" + QUEUED_AS_200 + "]");
      return;
    }
    if (!names.add(columns[0])) {
      // Not the name itself, nor a tenant below: of a line in another order it may be the token.
      problem(number, "has the name of an earlier line");
      return;
    }
    String hash = hash(columns[1], number);
    Set<TenantId> tenants = tenants(columns[2], number);
    if (hash != null && tenants != null) {
      grants.add(new TokenGrant(columns[0], hash, tenants, queuedAs200));
    }
  }

  private @Nullable String hash(String token, int number) {
    if (token.startsWith("sha256:")) {
      if (!HASH.matcher(token).matches()) {
        problem(number, "sha256: is not followed by 64 hexadecimal digits");
        return null;
      }
      return known(token.substring("sha256:".length()).toLowerCase(Locale.ROOT), number);
    }
    String wrong = GatewayToken.problem(token);
    if (wrong != null) {
      problem(number, "the token " + wrong);
      return null;
    }
    return known(GatewayToken.sha256(token), number);
  }

  private @Nullable String known(String hash, int number) {
    if (WellKnownTokens.contain(hash)) {
      problem(number, "the token " + GatewayToken.WELL_KNOWN);
      return null;
    }
    return hash;
  }

  private @Nullable Set<TenantId> tenants(String text, int number) {
    Set<TenantId> tenants = new HashSet<>();
    if (text.equals("*")) {
      return tenants;
    }
    for (String tenant : text.split(",", -1)) {
      try {
        tenants.add(new TenantId(tenant));
      } catch (SomaMemoryException e) {
        problem(number, "the third column is not tenants with commas between, or * for all");
        return null;
      }
    }
    return tenants;
  }

  private void problem(int line, String what) {
    problems.accept(
        Variable.GATEWAY_TOKENS_FILE.key() + (line == 0 ? ": " : ", line " + line + ": ") + what);
  }
}
