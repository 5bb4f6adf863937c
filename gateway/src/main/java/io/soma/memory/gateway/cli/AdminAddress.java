package io.soma.memory.gateway.cli;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which service a command asks, and in which form it answers. */
final class AdminAddress {

  private static final String DEFAULT_URL = "http://127.0.0.1:10112";
  private static final String URL_VARIABLE = "SOMABRAIN_ADMIN_URL";
  private static final String TOKEN_VARIABLE = "SOMABRAIN_OUTBOX_API_TOKEN";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "where the admin API is; else " + URL_VARIABLE + ", else " + DEFAULT_URL)
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "its token; else " + TOKEN_VARIABLE + ", where no list of processes shows it")
  private @Nullable String token;

  @Option(names = "--json", description = "print what the admin API answers, for programs")
  private boolean json;

  @Spec private CommandSpec spec;

  AdminClient client() {
    Map<String, String> environment = System.getenv();
    String secret = token == null ? environment.get(TOKEN_VARIABLE) : token;
    if (secret == null || secret.isBlank()) {
      throw new ParameterException(
          spec.commandLine(), "no token: set " + TOKEN_VARIABLE + " or give --token");
    }
    String base =
        url == null ? Objects.requireNonNullElse(environment.get(URL_VARIABLE), DEFAULT_URL) : url;
    return new AdminClient(uri(base), secret.strip());
  }

  boolean json() {
    return json;
  }

  private URI uri(String text) {
    try {
      URI uri = URI.create(text.strip().replaceAll("/+$", ""));
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new ParameterException(
        spec.commandLine(), "'" + text + "' is not a URL like " + DEFAULT_URL);
  }
}
