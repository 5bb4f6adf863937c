package io.soma.memory.http;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
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
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.supervision.Supervisor;
import io.soma.memory.supervision.SuspendAwareClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Retrofit;

/**
 * The memory service over HTTP/1.1.
 *
 * <p>Each call runs on its caller's thread and connection, so that none waits for another's; how
 * many may run at once is the caller's to limit. An interrupt ends the call unanswered and stays
 * set. Bodies are read up to 1 MiB for a write, 8 MiB for a read, and a read's is unpacked if its
 * context has room. Safe for use by many threads.
 */
public final class RetrofitMemoryService implements MemoryService, AutoCloseable {

  private static final int OK = 200;
  private static final String BAD_REQUEST = "400";
  private static final String NOT_FOUND = "404";
  private static final String METHOD_NOT_ALLOWED = "405";

  /** How long it takes at most to find out whether there is a route for anything. */
  private static final Duration ROUTE_CONTROL = Duration.ofSeconds(2);

  private final OkHttpClient client;
  private final Deadlines deadlines;
  private final NameLookups names;
  private final WriteRoutes writes;
  private final ReadRoutes routes;
  private final CallHeaders headers;
  private final ServiceAnswers answers;
  private final CallExecution caller;
  private final HealthPoll health;

  private RetrofitMemoryService(
      OkHttpClient client, HttpConfig config, Deadlines deadlines, NameLookups names) {
    this.client = client;
    this.deadlines = deadlines;
    this.names = names;
    this.headers = new CallHeaders(config.token());
    HttpUrl base = HttpUrl.get(config.endpoint() + "/");
    this.writes = new WriteRoutes(client, base, headers);
    this.routes =
        new Retrofit.Builder()
            .baseUrl(base)
            .callFactory(HttpClients.forRetrofit(client))
            .validateEagerly(true)
            .build()
            .create(ReadRoutes.class);
    SafeText safeText = new SafeText(config.token());
    this.answers = new ServiceAnswers(safeText);
    this.caller = new CallExecution(deadlines, safeText);
    this.health = new HealthPoll(routes, caller);
  }

  /** A client for the service; it connects with the first call. */
  public static RetrofitMemoryService create(HttpConfig config) {
    return create(config, InstantSource.system());
  }

  /** The same with a clock of its own for dates in Retry-After. */
  public static RetrofitMemoryService create(HttpConfig config, InstantSource clock) {
    return create(config, clock, Supervisor.create());
  }

  /** The same; the program's supervisor runs the threads for deadlines and names. */
  public static RetrofitMemoryService create(
      HttpConfig config, InstantSource clock, Supervisor supervisor) {
    Deadlines deadlines = Deadlines.start(supervisor);
    NameLookups names =
        new NameLookups(
            HttpClients.nameService(config),
            supervisor.pool("name lookup"),
            deadlines::left,
            SuspendAwareClock.SYSTEM);
    OkHttpClient client = HttpClients.create(config, clock, names);
    return new RetrofitMemoryService(client, config, deadlines, names);
  }

  @Override
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    if (!NumericCoordinates.isPlain(delivery.coordinate())) {
      // It would have another meaning in a path. Our encoder never makes one, so it is forged.
      return new CallResult.Refused<>(
          new ServiceRefusal(BAD_REQUEST, "the coordinate is none of the memory service's"));
    }
    long started = System.nanoTime();
    SendingTime time = SendingTime.from(SuspendAwareClock.SYSTEM, timeout);
    UnjudgedAnswer answer =
        answers.ofWrite(delivery, caller.call(writes.attempt(delivery, time), timeout));
    CallResult<WriteConfirmation> result =
        AnswerTable.judge(
            answer, answer.isOfAbsentMemory() ? WriteConfirmation.ABSENT : WriteConfirmation.DONE);
    return isOfNoRoute(result)
        ? ofOneRoute(result, delivery, timeout.minusNanos(System.nanoTime() - started))
        : result;
  }

  private static boolean isOfNoRoute(CallResult<?> result) {
    return result.fold(
        answered -> false,
        refusal -> refusal.code().equals(NOT_FOUND) || refusal.code().equals(METHOD_NOT_ALLOWED),
        failure -> false);
  }

  // An ingress without a backend, or a wrong URL, has no route for anything; the memory service
  // always has the one for searches.
  private CallResult<WriteConfirmation> ofOneRoute(
      CallResult<WriteConfirmation> refused, Delivery delivery, Duration left) {
    ReadContext context = new ReadContext(delivery.namespace(), delivery.requestId(), null);
    RecallQuery query =
        new RecallQuery(delivery.namespace(), "route", 1, 0, null, Payload.of(Map.of()));
    Duration timeout = left.compareTo(ROUTE_CONTROL) < 0 ? left : ROUTE_CONTROL;
    return recall(context, query, timeout).isAnswered() ? refused : notOfTheService(refused);
  }

  private static <T> CallResult<T> notOfTheService(CallResult<T> refused) {
    return refused.fold(
        answered -> refused,
        refusal ->
            new CallResult.Failed<>(
                CallFailure.of(FailureClass.NOT_THE_SERVICE, refusal.code(), refusal.detail())),
        failure -> refused);
  }

  @Override
  public CallResult<Optional<Memory>> fetch(
      ReadContext context, Coordinate coordinate, Duration timeout) {
    Call<ResponseBody> call =
        routes.fetch(headers.of(context), segment(coordinate), BodyLimit.READ);
    // Only of a fetch does a 404 mean that nothing is there; else it means that there is no route.
    CallResult<Optional<Memory>> read =
        read(context, call, timeout, "memory", body -> Optional.of(MemoryBodies.one(body)));
    return read.fold(
        found -> read,
        refusal ->
            refusal.code().equals(NOT_FOUND)
                ? new CallResult.Answered<>(Optional.empty(), NOT_FOUND)
                : read,
        failure -> read);
  }

  @Override
  public CallResult<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    OneShotJson body = new OneShotJson(SearchBody.of(query));
    Call<ResponseBody> call = routes.search(headers.of(context), body, BodyLimit.READ);
    return read(context, call, timeout, "memories", MemoryBodies::many);
  }

  @Override
  public CallResult<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    Call<ResponseBody> call =
        routes.neighbors(
            headers.of(context),
            coordinate.text(),
            query.limit(),
            query.offset(),
            query.linkType(),
            BodyLimit.READ);
    return read(context, call, timeout, "coord", GraphBodies::neighbors);
  }

  @Override
  public CallResult<Optional<LinkPath>> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    Call<ResponseBody> call =
        routes.path(
            headers.of(context),
            from.text(),
            to.text(),
            query.maxLength(),
            query.linkType(),
            BodyLimit.READ);
    return read(
        context, call, timeout, "from_coord", body -> Optional.ofNullable(GraphBodies.path(body)));
  }

  @Override
  public ServiceHealth health(Duration timeout) {
    return health.ask(timeout);
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    Call<ResponseBody> call = routes.health(headers.of(kind), pathOf(kind), BodyLimit.WRITE);
    HttpReply reply = caller.call(new ReadAttempt(call), timeout);
    return reply instanceof HttpReply.Whole whole && whole.status() == OK
        ? StatusBody.read(whole.body())
        : Optional.empty();
  }

  private static String pathOf(StatusPage.Kind kind) {
    return switch (kind) {
      case STORES -> "health/basic";
      case HEALTH -> "health";
      case COUNTS -> "stats";
    };
  }

  /** Ends the calls under way unanswered and closes every connection; idempotent. */
  @Override
  public void close() {
    deadlines.close();
    client.dispatcher().cancelAll();
    names.close();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  // All else in a coordinate means itself in a path; a plus is a blank to some servers.
  static String segment(Coordinate coordinate) {
    return coordinate.text().replace("+", "%2B");
  }

  private <T> CallResult<T> read(
      ReadContext context,
      Call<ResponseBody> call,
      Duration timeout,
      String promised,
      ServiceAnswers.Parser<T> parser) {
    HttpReply reply = caller.call(new ReadAttempt(call), timeout);
    return answers.ofRead(reply, promised, parser, context.room());
  }
}
