package io.soma.memory.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.GatewayRig;
import io.soma.memory.http.coordinate.CoordinateScoping;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever one tenant does, it does it to its own memories, whichever way it is named and whatever
 * the memory service makes of tenants.
 */
class TenancyMatrixTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final AtomicInteger PLACES = new AtomicInteger();
  private static final Map<Setting, Rig> RIGS = new EnumMap<>(Setting.class);

  @TempDir private static Path directory;

  /** What the gateway is told of the memory service, and how that is. */
  enum Setting {
    SHARED_BEFORE_A_SERVICE_THAT_MIXES("shared", false, "sync"),
    SHARED_AND_QUEUED_FIRST("shared", false, "fast_ack"),
    SHARED_BEFORE_A_SERVICE_THAT_SEPARATES("shared", true, "sync"),
    ISOLATED_BEFORE_A_SERVICE_THAT_SEPARATES("isolated", true, "sync"),
    ISOLATED_AND_QUEUED_FIRST("isolated", true, "fast_ack");

    private final String tenancy;
    private final boolean separates;
    private final String writeMode;

    Setting(String tenancy, boolean separates, String writeMode) {
      this.tenancy = tenancy;
      this.separates = separates;
      this.writeMode = writeMode;
    }
  }

  /** How the gateway knows the tenant. */
  enum Way {
    BY_TOKEN,
    BY_HEADER
  }

  /** What alice and bob do, at a place of their own that both name alike. */
  enum Row {
    FETCH(
        at -> {
          at.alice.store("hers");
          at.bob.finds(404);
          at.alice.reads("hers");
        }),
    SEARCH(
        at -> {
          at.alice.store("hers");
          at.bob.recalls("hers", 5, List.of());
          at.alice.recalls("hers", 5, List.of(at.place));
        }),
    SEARCH_BETWEEN_OTHERS_HITS(
        at -> {
          at.alice.store("same");
          for (int i = 0; i < 8; i++) {
            at.bob.storeAt(at.place + "," + i, "same");
          }
          at.alice.recalls("same", 1, List.of(at.place));
          at.alice.recalls("same", 5, List.of(at.place));
        }),
    STORE(
        at -> {
          at.alice.store("hers");
          at.bob.store("his");
          at.alice.reads("hers");
          at.bob.reads("his");
        }),
    DELETE(
        at -> {
          at.alice.store("hers");
          at.bob.delete();
          at.alice.reads("hers");
          at.alice.delete();
          at.alice.finds(404);
        }),
    DELETE_OF_ANOTHERS_LEAVES_ONES_OWN(
        at -> {
          at.alice.store("hers");
          at.bob.store("his");
          at.alice.delete();
          at.alice.finds(404);
          at.bob.reads("his");
        }),
    LINK(
        at -> {
          at.bob.link(at.place, at.place + ",1", "{\"_tenant\":\"alice\"}");
          at.alice.link(at.place, at.place + ",2", "{}");
          assertThat(at.linkedFromCoordinatesOf("alice")).containsExactly(at.place + ",2.0");
          assertThat(at.linkedFromCoordinatesOf("bob")).containsExactly(at.place + ",1.0");
        }),
    NEIGHBORS(
        at -> {
          at.alice.link(at.place, at.place + ",2", "{}");
          at.bob.neighbors(List.of());
          at.alice.neighbors(List.of(at.place + ",2.0"));
          at.bob.link(at.place, at.place + ",1", "{}");
          at.bob.neighbors(List.of(at.place + ",1.0"));
          at.alice.neighbors(List.of(at.place + ",2.0"));
        }),
    PATH(
        at -> {
          String second = at.beside(1);
          String third = at.beside(2);
          at.alice.link(at.place, second, "{}");
          at.bob.link(second, third, "{}");
          at.alice.pathTo(second, List.of(at.place, second));
          at.bob.pathTo(second, List.of());
          // Neither goes half of the way on the other's link.
          at.alice.pathTo(third, List.of());
          at.bob.pathTo(third, List.of());
        }),
    NEIGHBORS_AT_ANOTHERS_COORDINATE_AS_THE_SERVICE_HAS_IT(
        at -> {
          at.alice.link(at.place, at.place + ",2", "{}");
          at.bob.neighborsAt(at.atService("alice", at.place), List.of());
        }),
    IDEMPOTENCY_KEY(
        at -> {
          at.alice.with("X-Idempotency-Key", "one").store("hers");
          at.bob.with("X-Idempotency-Key", "one").store("his");
          at.alice.reads("hers");
          at.bob.reads("his");
        }),
    REQUEST_ID(
        at -> {
          at.alice.with("X-Request-ID", "one").store("same");
          at.bob.with("X-Request-ID", "one").store("same");
          at.bob.delete();
          at.alice.reads("same");
        }),
    KEY(
        at -> {
          at.alice.storeUnderKey("a key at " + at.place, "hers");
          at.bob.storeUnderKey("a key at " + at.place, "his");
          at.alice.recalls("hers", 5, List.of(at.alice.receipt));
          at.bob.recalls("his", 5, List.of(at.bob.receipt));
        }),
    FORGED_MARK(
        at -> {
          at.bob.storePayload("{\"text\":\"forged\",\"soma_owner\":\"alice\",\"soma_owner.\":1}");
          at.alice.finds(404);
          at.alice.recalls("forged", 5, List.of());
          at.bob.readsPayload("{\"text\":\"forged\",\"soma_owner\":\"alice\",\"soma_owner.\":1}");
        }),
    ANOTHERS_COORDINATE_AS_THE_SERVICE_HAS_IT(
        at -> {
          at.alice.store("hers");
          String atService = at.atService("alice", at.place);
          at.bob.storeAt(atService, "his");
          at.bob.deleteAt(atService);
          at.bob.findsAt(atService, 404);
          at.alice.reads("hers");
        });

    private final Consumer<Case> steps;

    Row(Consumer<Case> steps) {
      this.steps = steps;
    }
  }

  /** A gateway before a memory service. */
  private record Rig(ScriptableMemoryService service, GatewayRig gateway) {

    static Rig start(Setting setting, Path tokens) {
      ScriptableMemoryService service = ScriptableMemoryService.start();
      service.separatesTenants(setting.separates);
      GatewayRig gateway =
          GatewayRig.before(
              service,
              "SOMABRAIN_MEMORY_TENANCY",
              setting.tenancy,
              "SOMABRAIN_MEMORY_WRITE_MODE",
              setting.writeMode,
              "SOMABRAIN_GATEWAY_TOKENS_FILE",
              tokens.toString());
      return new Rig(service, gateway);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    Path tokens =
        Files.writeString(
            directory.resolve("tokens"),
            "a token-of-alice-alone alice\nb token-of-bob-alone bob\n");
    for (Setting setting : Setting.values()) {
      RIGS.put(setting, Rig.start(setting, tokens));
    }
  }

  @AfterAll
  static void stop() {
    RIGS.values()
        .forEach(
            rig -> {
              rig.gateway.close();
              rig.service.close();
            });
  }

  static Stream<Arguments> matrix() {
    return Stream.of(Setting.values())
        .flatMap(
            setting ->
                Stream.of(Way.values())
                    .flatMap(
                        way ->
                            Stream.of(Row.values()).map(row -> Arguments.of(setting, way, row))));
  }

  @ParameterizedTest(name = "{2}: {1}, {0}")
  @MethodSource("matrix")
  void oneTenantDoesNothingToAnothersMemories(Setting setting, Way way, Row row) {
    row.steps.accept(
        new Case(
            setting,
            Objects.requireNonNull(RIGS.get(setting)),
            way,
            PLACES.incrementAndGet() + ".0,7.0"));
  }

  /** One case at a place of its own. */
  private static final class Case {
    private final Setting setting;
    private final Rig rig;
    private final String place;
    private final Caller alice;
    private final Caller bob;

    Case(Setting setting, Rig rig, Way way, String place) {
      this.setting = setting;
      this.rig = rig;
      this.place = place;
      this.alice = new Caller(this, "alice", way, "", "");
      this.bob = new Caller(this, "bob", way, "", "");
    }

    CoordinateScoping scoping() {
      return new CoordinateScoping(
          setting.tenancy.equals("shared") ? new Tenancy.Shared(null) : new Tenancy.Isolated());
    }

    /** Another place of this case; the service finds paths between coordinates of one length. */
    String beside(int number) {
      return place.replace(",7.0", "," + (7 + number) + ".0");
    }

    String atService(String tenant, String visible) {
      // Where tenants are apart, that of another deployment, which means nothing.
      return new CoordinateScoping(new Tenancy.Shared(null))
          .toService(new TenantId(tenant), NumericCoordinates.parse(visible))
          .text();
    }

    /** By the service's own log, in the tenant's own words. */
    List<String> linkedFromCoordinatesOf(String tenant) {
      TenantId id = new TenantId(tenant);
      String from = scoping().toService(id, NumericCoordinates.parse(place)).text();
      return rig.service.effects().stream()
          .filter(effect -> effect.kind() == EffectRecord.Kind.LINK)
          .filter(effect -> effect.coordinate().equals(from))
          .filter(effect -> !setting.separates || effect.tenant().equals(tenant))
          .map(effect -> json(effect.payload()).path("to_coord").asText())
          .map(to -> scoping().toVisible(id, NumericCoordinates.parse(to)).orElseThrow().text())
          .toList();
    }
  }

  /** A tenant before the gateway. */
  private static final class Caller {
    private final Case at;
    private final String tenant;
    private final Way way;
    private final String header;
    private final String value;
    private String receipt = "";

    Caller(Case at, String tenant, Way way, String header, String value) {
      this.at = at;
      this.tenant = tenant;
      this.way = way;
      this.header = header;
      this.value = value;
    }

    Caller with(String name, String text) {
      return new Caller(at, tenant, way, name, text + "-" + at.place);
    }

    void store(String text) {
      storeAt(at.place, text);
    }

    void storeAt(String coordinate, String text) {
      written(post("/memories", body(coordinate, "{\"text\":\"" + text + "\"}")));
    }

    void storePayload(String payload) {
      written(post("/memories", body(at.place, payload)));
    }

    void storeUnderKey(String key, String text) {
      HttpResponse<String> answer =
          post("/memories", "{\"key\":\"" + key + "\",\"payload\":{\"text\":\"" + text + "\"}}");
      written(answer);
      receipt = json(answer.body()).path("coord").asText();
    }

    void delete() {
      deleteAt(at.place);
    }

    void deleteAt(String coordinate) {
      written(at.rig.gateway.send(request("/memories/" + coordinate).DELETE()));
    }

    void link(String from, String to, String metadata) {
      written(
          post(
              "/graph/link",
              "{\"from_coord\":\""
                  + from
                  + "\",\"to_coord\":\""
                  + to
                  + "\",\"metadata\":"
                  + metadata
                  + "}"));
    }

    void neighbors(List<String> coordinates) {
      neighborsAt(at.place, coordinates);
    }

    void neighborsAt(String coordinate, List<String> coordinates) {
      JsonNode body = graph("/graph/neighbors?coord=" + coordinate);
      assertThat(body.path("coord").asText()).isEqualTo(coordinate);
      List<String> found = new ArrayList<>();
      body.path("neighbors").forEach(each -> found.add(coordinate(each.path("coordinate"))));
      assertThat(found).containsExactlyElementsOf(coordinates);
    }

    void pathTo(String to, List<String> coordinates) {
      JsonNode body = graph("/graph/path?from_coord=" + at.place + "&to_coord=" + to);
      List<String> found = new ArrayList<>();
      body.path("path").forEach(each -> found.add(each.asText()));
      assertThat(found).containsExactlyElementsOf(coordinates);
      assertThat(body.path("found").asBoolean()).isEqualTo(!coordinates.isEmpty());
    }

    private JsonNode graph(String path) {
      HttpResponse<String> answer = at.rig.gateway.send(request(path).GET());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return json(answer.body());
    }

    void finds(int status) {
      findsAt(at.place, status);
    }

    void findsAt(String coordinate, int status) {
      assertThat(fetch(coordinate).statusCode()).isEqualTo(status);
    }

    void reads(String text) {
      readsPayload("{\"text\":\"" + text + "\"}");
    }

    void readsPayload(String payload) {
      HttpResponse<String> answer = fetch(at.place);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode memory = json(answer.body()).path("memory");
      JsonNode given = json(payload);
      JsonNode found = memory.path("payload");
      given
          .properties()
          .forEach(field -> assertThat(found.path(field.getKey())).isEqualTo(field.getValue()));
      assertThat(found.has("soma_owner")).isEqualTo(given.has("soma_owner"));
      assertThat(memory.path("coordinate").toString()).isEqualTo("[" + at.place + "]");
    }

    void recalls(String text, int topK, List<String> coordinates) {
      HttpResponse<String> answer =
          post("/memories/search", "{\"query\":\"" + text + "\",\"top_k\":" + topK + "}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      List<String> found = new ArrayList<>();
      for (JsonNode memory : json(answer.body()).path("memories")) {
        found.add(coordinate(memory.path("coordinate")));
      }
      // Other rows store the same texts elsewhere.
      found.retainAll(placesOf(coordinates, found));
      assertThat(found).containsExactlyInAnyOrderElementsOf(coordinates);
    }

    private List<String> placesOf(List<String> coordinates, List<String> found) {
      return found.stream()
          .filter(each -> coordinates.contains(each) || each.startsWith(at.place))
          .toList();
    }

    private HttpResponse<String> fetch(String coordinate) {
      return at.rig.gateway.send(request("/memories/" + coordinate).GET());
    }

    private HttpResponse<String> post(String path, String body) {
      return at.rig.gateway.send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
      String token = way == Way.BY_TOKEN ? "token-of-" + tenant + "-alone" : GatewayRig.TOKEN;
      HttpRequest.Builder request =
          at.rig
              .gateway
              .anonymous(path)
              .header("Authorization", "Bearer " + token)
              .header("X-Soma-Tenant", tenant);
      return header.isEmpty() ? request : request.header(header, value);
    }

    private void written(HttpResponse<String> answer) {
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
      // Queued writes arrive, within the test's own timeout.
      while (at.rig.gateway.fakes().outbox().backlog(new TenantId(tenant)).isPresent()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private static String body(String coordinate, String payload) {
    return "{\"coord\":\"" + coordinate + "\",\"payload\":" + payload + "}";
  }

  private static String coordinate(JsonNode parts) {
    return NumericCoordinates.of(
            IntStream.range(0, parts.size()).mapToDouble(i -> parts.get(i).doubleValue()).toArray())
        .text();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
