package com.example.mem0;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceCapabilities;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * mem0's open-source REST server. It adds each store beside older ones and knows no idempotency
 * keys, and says so; the key is written into the metadata, so that it can be asked for a write.
 */
final class Mem0Service implements MemoryService {

  private static final String WRITE = "soma_write";

  /** The most that mem0 lists; without it, mem0 lists 20. */
  private static final int MOST_VERSIONS = 1_000;

  private static final ServiceCapabilities CAPABILITIES =
      ServiceCapabilities.appending().withReadBack();
  private static final ServiceRefusal NO_LINKS =
      new ServiceRefusal("links", "mem0 has no links between memories");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Mem0Http http;

  Mem0Service(URI endpoint, String apiKey) {
    this.http = new Mem0Http(endpoint, apiKey);
  }

  @Override
  public ServiceCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    return switch (delivery.operation()) {
      case STORE -> store(delivery, timeout);
      case DELETE -> delete(delivery, timeout);
      case LINK -> new CallResult.Refused<>(NO_LINKS);
    };
  }

  private CallResult<WriteConfirmation> store(Delivery delivery, Duration timeout) {
    ObjectNode body = body(delivery);
    body.put("user_id", delivery.tenant().value()).put("run_id", delivery.coordinate().text());
    body.withObject("/metadata").put(WRITE, delivery.idempotencyKey().toString());
    String text = body.path("messages").path(0).path("content").asText();
    CallResult<JsonNode> answer = http.send(post("/memories", body), timeout);
    return answer
        .answer()
        .filter(added -> !confirms(added, text))
        .<CallResult<WriteConfirmation>>map(
            unused ->
                Mem0Http.failed(
                    CallFailure.of(
                        FailureClass.UNCONFIRMED, answer.code(), "it names no such memory")))
        .orElseGet(() -> answer.map(added -> WriteConfirmation.DONE));
  }

  private static boolean confirms(JsonNode answer, String text) {
    return Mem0Memories.versions(answer)
        .anyMatch(
            each ->
                each.path("event").asText().equals("ADD")
                    && each.path("memory").asText().equals(text));
  }

  // All versions of the address.
  private CallResult<WriteConfirmation> delete(Delivery delivery, Duration timeout) {
    String scope = scope(delivery.tenant(), delivery.coordinate());
    return http.send(http.to("/memories?" + scope).DELETE().build(), timeout)
        .map(unused -> WriteConfirmation.DONE);
  }

  @Override
  public CallResult<Boolean> hasTaken(Delivery delivery, Duration timeout) {
    return list(delivery.tenant(), delivery.coordinate(), timeout)
        .map(Mem0Memories::newestVersion)
        .map(newest -> isStateAfter(delivery, newest));
  }

  // An older version with this key was written before another one: it says nothing.
  private static boolean isStateAfter(Delivery delivery, Optional<JsonNode> newest) {
    String key = delivery.idempotencyKey().toString();
    return switch (delivery.operation()) {
      case STORE ->
          newest.filter(each -> each.path("metadata").path(WRITE).asText().equals(key)).isPresent();
      case DELETE -> newest.isEmpty();
      case LINK -> false;
    };
  }

  @Override
  public CallResult<Optional<Memory>> fetch(
      ReadContext context, Coordinate coordinate, Duration timeout) {
    return list(context.namespace().tenant(), coordinate, timeout).map(Mem0Memories::newest);
  }

  @Override
  public CallResult<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("query", query.query())
            .put("user_id", context.namespace().tenant().value())
            .put("top_k", query.topK() + query.offset());
    return http.send(post("/search", body), timeout)
        .map(answer -> Mem0Memories.found(answer, query));
  }

  @Override
  public CallResult<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    return new CallResult.Refused<>(NO_LINKS);
  }

  @Override
  public CallResult<Optional<LinkPath>> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    return new CallResult.Refused<>(NO_LINKS);
  }

  // It has no page for this: that it can be reached says nothing about writes.
  @Override
  public ServiceHealth health(Duration timeout) {
    CallResult<JsonNode> reached = http.send(http.to("/openapi.json").GET().build(), timeout);
    return reached.isAnswered()
        ? ServiceHealth.unknown("reached")
        : new ServiceHealth(false, reached.describe());
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    return Optional.empty();
  }

  private CallResult<JsonNode> list(TenantId tenant, Coordinate coordinate, Duration timeout) {
    String query = scope(tenant, coordinate) + "&top_k=" + MOST_VERSIONS;
    CallResult<JsonNode> listed = http.send(http.to("/memories?" + query).GET().build(), timeout);
    // A full page may lack the newest version, as mem0 lists them in no order.
    return listed
        .answer()
        .filter(answer -> Mem0Memories.versions(answer).count() >= MOST_VERSIONS)
        .map(
            unused ->
                Mem0Http.<JsonNode>failed(
                    CallFailure.of(
                        FailureClass.UNCONFIRMED, listed.code(), "the list of versions is cut")))
        .orElse(listed);
  }

  private HttpRequest post(String path, ObjectNode body) {
    return http.to(path).POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
  }

  private static ObjectNode body(Delivery delivery) {
    try {
      return (ObjectNode) JSON.readTree(delivery.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("this adapter's own body is no JSON", e);
    }
  }

  private static String scope(TenantId tenant, Coordinate coordinate) {
    return "user_id=" + encoded(tenant.value()) + "&run_id=" + encoded(coordinate.text());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
