package io.soma.memory.gateway.cli;

import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.SecretFiles;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The service that a command asks, its credentials, and the form of its output. */
final class AdminAddress {

  private static final String DEFAULT_URL = "http://127.0.0.1:10112";
  private static final String URL_VARIABLE = "SOMABRAIN_ADMIN_URL";
  private static final String TRUST_VARIABLE = "SOMABRAIN_ADMIN_TRUST";
  private static final String TOKEN_VARIABLE = "SOMABRAIN_OUTBOX_API_TOKEN";

  private final Map<String, String> environment;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "where the admin API is; else " + URL_VARIABLE + ", else " + DEFAULT_URL)
  private @Nullable String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "a file with its token; else "
              + TOKEN_VARIABLE
              + " or "
              + TOKEN_VARIABLE
              + "_FILE; else, to look only, "
              + TOKEN_VARIABLE
              + "_READ or "
              + TOKEN_VARIABLE
              + "_READ_FILE")
  private @Nullable String tokenFile;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description =
          "a PEM file of the certificates to trust where the URL is https; else "
              + TRUST_VARIABLE
              + ", else what Java trusts")
  private @Nullable String trust;

  @Option(names = "--json", description = "print what the admin API answers, for programs")
  private boolean json;

  // Still known, so that a script of before is told what to do and its token is not repeated.
  @Option(names = "--token", hidden = true, arity = "0..1", fallbackValue = "")
  private @Nullable String token;

  @Spec private CommandSpec spec;

  AdminAddress() {
    this(System.getenv());
  }

  AdminAddress(Map<String, String> environment) {
    this.environment = environment;
  }

  AdminClient client() {
    if (token != null) {
      throw wrong(
          "--token is gone, as every user of the machine sees it in the list of processes: use"
              + " --token-file, "
              + TOKEN_VARIABLE
              + " or "
              + TOKEN_VARIABLE
              + "_FILE");
    }
    String base =
        url == null ? Objects.requireNonNullElse(environment.get(URL_VARIABLE), DEFAULT_URL) : url;
    return new AdminClient(uri(base), secret().strip(), trusted());
  }

  boolean json() {
    return json;
  }

  private String secret() {
    try {
      if (tokenFile != null) {
        return SecretFiles.read(tokenFile);
      }
      return SecretFiles.adminToken(environment)
          .orElseThrow(
              () ->
                  wrong(
                      "no token: set "
                          + TOKEN_VARIABLE
                          + " or "
                          + TOKEN_VARIABLE
                          + "_FILE, or give --token-file"));
    } catch (ConfigurationException e) {
      throw wrong(String.join("; ", e.problems()));
    } catch (IllegalArgumentException e) {
      throw wrong("--token-file: " + e.getMessage());
    }
  }

  private @Nullable SSLContext trusted() {
    String file = trust == null ? environment.get(TRUST_VARIABLE) : trust;
    if (file == null || file.isBlank()) {
      return null;
    }
    try {
      return TrustFile.read(file.strip());
    } catch (IllegalArgumentException e) {
      throw wrong((trust == null ? TRUST_VARIABLE : "--trust") + ": " + e.getMessage());
    }
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
    throw wrong("'" + text + "' is not a URL like " + DEFAULT_URL);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
