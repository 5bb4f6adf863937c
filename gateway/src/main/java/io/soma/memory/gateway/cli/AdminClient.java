package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Asks the admin API, one request at a time. */
final class AdminClient {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final URI base;
  private final String token;
  private final HttpClient http;

  /**
   * For one service.
   *
   * @param trust what an https URL is trusted by; null for what Java trusts
   */
  AdminClient(URI base, String token, @Nullable SSLContext trust) {
    this.base = base;
    this.token = token;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (trust != null) {
      builder.sslContext(trust);
    } else if ("http".equals(base.getScheme())) {
      builder.sslContext(trustingNobody());
    }
    this.http = builder.build();
  }

  // Plain HTTP needs no certificates, and to read those that Java trusts takes a good part of the
  // time of a command.
  private static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Reads; a parameter without a value is left out. */
  JsonNode get(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return send(request(query.isEmpty() ? path : path + "?" + query).GET());
  }

  /** Orders. */
  JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + token)
        .header("X-Soma-Operator", operator());
  }

  // For the audit; the service takes it for a name and no more.
  private static String operator() {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._@-]", "_");
    return user.isEmpty() ? "unnamed" : user.substring(0, Math.min(user.length(), 64));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return read(answer);
    } catch (ConnectException e) {
      throw AdminCallException.network(
          "no server listens at "
              + base
              + " (--url or SOMABRAIN_ADMIN_URL says where; is SOMABRAIN_ADMIN_BIND of the service"
              + " the same?)");
    } catch (HttpTimeoutException e) {
      throw AdminCallException.network(base + " does not answer");
    } catch (SSLException e) {
      if (String.valueOf(e.getMessage()).contains("SSL message")) {
        throw AdminCallException.network(
            base + " speaks http, not https: begin the URL with http://");
      }
      throw AdminCallException.network(
          base
              + " is not trusted: "
              + e.getMessage()
              + " (--trust or SOMABRAIN_ADMIN_TRUST names a PEM file of its certificate; the URL"
              + " must have a name that stands in it)");
    } catch (IOException e) {
      // Some have no words of their own.
      throw AdminCallException.network(
          base
              + " answers nothing that could be read: "
              + Objects.toString(e.getMessage(), e.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AdminCallException.network("interrupted");
    }
  }

  private JsonNode read(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 == 2) {
      return MAPPER.readTree(answer.body());
    }
    throw AdminCallException.refused(base, answer.statusCode(), detail(answer.body()));
  }

  private static String detail(String body) {
    try {
      JsonNode detail = MAPPER.readTree(body).path("detail");
      return detail.isTextual() ? detail.textValue() : detail.toString();
    } catch (IOException e) {
      return AdminCallException.NO_DETAIL;
    }
  }
}
