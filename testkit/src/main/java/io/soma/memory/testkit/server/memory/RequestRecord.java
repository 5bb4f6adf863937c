package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One request as it arrived, with any result. Immutable. */
public final class RequestRecord {
  private final long sequence;
  private final String tenant;
  private final Operation operation;
  private final Request request;

  RequestRecord(long sequence, String tenant, Operation operation, Request request) {
    this.sequence = sequence;
    this.tenant = tenant;
    this.operation = operation;
    this.request = request;
  }

  /** Its place in the order of arrival, from 1; requests that were not recorded have one too. */
  public long sequence() {
    return sequence;
  }

  /** The tenant header; "default" without one. Not changed by a service that ignores the header. */
  public String tenant() {
    return tenant;
  }

  /** The requested operation. */
  public Operation operation() {
    return operation;
  }

  /** The method as sent. */
  public String method() {
    return request.method();
  }

  /** Path and query as sent, still encoded. */
  public String path() {
    return request.target();
  }

  /** The headers as sent. */
  public RequestHeaders headers() {
    return request.headers();
  }

  /** A copy of the body; empty if there was none, or if it was over the service's 2.5 MiB. */
  public byte[] body() {
    return request.body().clone();
  }

  /**
   * The body, parsed anew at each call.
   *
   * @throws UncheckedIOException if it is not JSON
   */
  public JsonNode json() {
    try {
      return LosslessJson.read(request.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "#" + sequence + " " + tenant + " " + method() + " " + path();
  }
}
