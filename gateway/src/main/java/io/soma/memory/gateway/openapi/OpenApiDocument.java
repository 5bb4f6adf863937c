package io.soma.memory.gateway.openapi;

import io.soma.memory.app.telemetry.BuildInfo;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.gateway.server.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * The answers of a listener, as an OpenAPI document. It is public, without a token: it holds the
 * same as the documentation, and nothing about this deployment.
 */
public enum OpenApiDocument {
  /** Of the gateway. */
  GATEWAY,
  /** Of the admin API. */
  ADMIN;

  private static final String VERSION = "@version@";

  /** {@code GET /openapi.json}. */
  public Route route() {
    Reply reply = Reply.json(200, text().getBytes(StandardCharsets.UTF_8));
    return new Route("GET", "/openapi.json", call -> CompletableFuture.completedFuture(reply));
  }

  /** The document, in JSON, with the version of this program. */
  public String text() {
    String file = name().toLowerCase(Locale.ROOT) + ".json";
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace(VERSION, BuildInfo.version());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
